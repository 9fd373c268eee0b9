"""Connections to SQLite: their settings, and how to run work in the thread of a connection."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

T = TypeVar("T")

BUSY_MS = 2_500
"""How long to wait while another program locks the database, in milliseconds. People wait for a reply meanwhile."""
PRAGMAS = (
    "journal_mode = wal",  # readers do not wait for a writer
    "synchronous = full",  # a commit returns when it is on the disk
    "foreign_keys = on",
    "secure_delete = on",  # deleted data is overwritten in the file: it may be personal
)


class NotAnAtelierDatabase(sqlite3.DatabaseError):
    """A database, but that of another program: nothing is written into it."""


async def connect(path: Path) -> aiosqlite.Connection:
    """A connection in autocommit mode, with a thread of its own.

    Raises `NotAnAtelierDatabase`; then the file is as it was.
    """
    connection = await aiosqlite.connect(path, timeout=BUSY_MS / 1_000, isolation_level=None)
    try:
        tables = {row[0] for row in await connection.execute_fetchall("select name from sqlite_schema")}
        if tables and "migrations" not in tables:
            raise NotAnAtelierDatabase(path)
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
