"""A transaction as a store sees it, and the way in which several pieces of work share one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.storage.troubles import trouble_of

T = TypeVar("T")
Row = sqlite3.Row


class Transaction:
    """SQL inside an open transaction. It runs in the database's thread, so nothing here is awaited.

    Functions of a store take it as their first argument. It begins and ends elsewhere (`Database.read`, `write`).
    """

    __slots__ = ("_connection",)

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run one statement; the cursor has `rowcount` and `lastrowid`."""
        return self._connection.execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> sqlite3.Cursor:
        """Run one statement for each of these parameters."""
        return self._connection.executemany(sql, parameters)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """Every row of a query."""
        return self._connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> Row | None:
        """The first row of a query, or None."""
        found: Row | None = self._connection.execute(sql, parameters).fetchone()
        return found

    def define(self, name: str, function: Callable[[str], str | None]) -> None:
        """Let SQL call `function` with one text."""
        self._connection.create_function(name, 1, function, deterministic=True)


Work = Callable[[Transaction], T]
"""A piece of work inside a transaction. It runs in another thread: it changes the database and nothing else."""


@dataclass(frozen=True, slots=True)
class Failed:
    """What a piece of work raised; its own changes were rolled back, those of the others were not."""

    error: Exception


def read_in_transaction(connection: sqlite3.Connection, work: Work[T]) -> T:
    """The result of `work`, all of whose queries see the database at one moment."""
    connection.execute("begin")
    try:
        return work(Transaction(connection))
    finally:
        connection.rollback()


def write_in_transaction(connection: sqlite3.Connection, works: Sequence[Work[Any]]) -> list[Any]:
    """Do `works` in order and commit once. Returns the result of each, or `Failed`.

    Raises what concerns them all, such as a full disk; then nothing of any of them is kept.
    """
    connection.execute("begin immediate")
    try:
        results = [_in_savepoint(connection, work) for work in works]
        connection.execute("commit")
    except BaseException:
        connection.rollback()
        raise
    return results


def _in_savepoint(connection: sqlite3.Connection, work: Work[Any]) -> Any:
    connection.execute("savepoint work")
    try:
        result = work(Transaction(connection))
    except Exception as error:
        if trouble_of(error):
            raise
        connection.execute("rollback to work")
        result = Failed(error)
    connection.execute("release work")
    return result
