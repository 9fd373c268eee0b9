"""Connections to SQLite: their settings, and how to run work in the thread of a connection."""

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
"""How long to wait while another program locks the database, in milliseconds. People wait for a reply meanwhile."""
PRAGMAS = (
    "journal_mode = wal",  # readers do not wait for a writer
    "synchronous = full",  # a commit returns when it is on the disk
    "foreign_keys = on",
    "secure_delete = on",  # deleted data is overwritten in the file: it may be personal
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
    """Run `work` in the thread of `connection`, as one step. aiosqlite has no public method for this."""
    execute: Any = connection._execute
    result: T = await execute(work, connection._conn)
    return result


async def check_integrity(path: Path, connection: aiosqlite.Connection) -> None:
    """Raises `Damaged` when SQLite finds the database damaged.

    It uses the bot's own connection: after a crash, the first connection that opens the database replays its log.
    """
    found = next(iter(await connection.execute_fetchall(pragma_for(path))))[0]
    if found != "ok":
        raise Damaged(path, str(found))


@contextmanager
def raising_damaged(path: Path) -> Iterator[None]:
    """Convert SQLite's errors that mean damage to `Damaged`."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if trouble_of(error) is Trouble.DAMAGED and not isinstance(error, Damaged):
            raise Damaged(path, str(error)) from error
        raise
