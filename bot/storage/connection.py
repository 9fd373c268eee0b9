"""Connections to SQLite: how each is set up, and how work reaches the thread that it lives in."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from bot.core.troubles import Trouble
from bot.storage.integrity import pragma_for
from bot.storage.troubles import Damaged, trouble_of

T = TypeVar("T")

BUSY_MS = 2_500
"""How long to wait for another program that holds the database, in milliseconds: people wait for their answer."""
PRAGMAS = (
    "journal_mode = wal",  # readers go on while someone writes
    "synchronous = full",  # what was committed is on the disk
    "foreign_keys = on",
    "secure_delete = on",  # what is deleted is overwritten: discarded, erased, anonymous
    f"busy_timeout = {BUSY_MS}",
)


async def connect(path: Path) -> aiosqlite.Connection:
    """A connection in autocommit mode, with a thread of its own."""
    connection = await aiosqlite.connect(path, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        for pragma in PRAGMAS:
            await connection.execute(f"pragma {pragma}")
    except BaseException:
        await connection.close()
        raise
    return connection


async def in_thread(connection: aiosqlite.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
    """Run `work` in the thread of `connection`, in one step. aiosqlite has no public method for that."""
    execute: Any = connection._execute
    result: T = await execute(work, connection._conn)
    return result


async def require_whole(path: Path, connection: aiosqlite.Connection) -> None:
    """Raises `Damaged` where SQLite finds the database damaged.

    It is asked here and not on a connection of its own: the first one to open it after a crash replays its log.
    """
    found = next(iter(await connection.execute_fetchall(pragma_for(path))))[0]
    if found != "ok":
        raise Damaged(path, str(found))


@contextmanager
def damage_named(path: Path) -> Iterator[None]:
    """Turns SQLite's errors that mean damage into `Damaged`."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if trouble_of(error) is Trouble.DAMAGED and not isinstance(error, Damaged):
            raise Damaged(path, str(error)) from error
        raise
