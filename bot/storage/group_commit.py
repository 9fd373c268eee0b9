"""Several people's writing in one transaction: each piece whole or not at all, all of it on the disk at once.

Waiting for the disk takes as long for one as for fifty: three hundred sign-ins in a moment take a few commits.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Coroutine, Iterable, Sequence
from typing import Any, TypeVar, cast

import aiosqlite

from bot.storage.troubles import trouble_of

T = TypeVar("T")
Work = Callable[[aiosqlite.Connection], Coroutine[Any, Any, T]]
"""One piece of writing. It awaits nothing but the database and changes nothing else: it runs in another thread."""


class Failed:
    """What a piece came to that raised `error`: nothing of it is kept."""

    def __init__(self, error: Exception) -> None:
        self.error = error


class AtHand:
    """The face of aiosqlite's connection, for what runs in its thread already: there is nothing to wait for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    async def execute(self, sql: str, parameters: Iterable[Any] = ()) -> sqlite3.Cursor:
        return self._connection.execute(sql, tuple(parameters))

    async def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> sqlite3.Cursor:
        return self._connection.executemany(sql, parameters)

    async def execute_fetchall(self, sql: str, parameters: Iterable[Any] = ()) -> list[sqlite3.Row]:
        return self._connection.execute(sql, tuple(parameters)).fetchall()


def write_together(connection: sqlite3.Connection, works: Sequence[Work[Any]]) -> list[Any]:
    """Do `works` in turn and commit; returns what each came to: its result, or `Failed`.

    Raises what concerns them all, such as a full disk: then nothing of any is kept, once the caller has rolled back.
    """
    connection.execute("begin immediate")
    tx = cast(aiosqlite.Connection, AtHand(connection))
    came_to = [_one(connection, work, tx) for work in works]
    connection.execute("commit")
    return came_to


def _one(connection: sqlite3.Connection, work: Work[Any], tx: aiosqlite.Connection) -> Any:
    connection.execute("savepoint one")
    try:
        came_to = _to_its_end(work(tx))
    except Exception as error:
        if trouble_of(error):
            raise
        connection.execute("rollback to one")
        came_to = Failed(error)
    connection.execute("release one")
    return came_to


def _to_its_end(work: Coroutine[Any, Any, T]) -> T:
    """Run what waits for nothing."""
    try:
        work.send(None)
    except StopIteration as done:
        return cast(T, done.value)
    work.close()
    raise RuntimeError("it waited for something other than the database")
