"""The database as it was at one instant, read while a bot may be writing to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.export.errors import NoDatabase, UnreadableDatabase

BUSY_S = 5.0
"""How long to wait for another program that holds the database."""


@contextmanager
def snapshot(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that only reads, in one transaction: later writes are not seen through it.

    Raises `NoDatabase` or `UnreadableDatabase`, also for what goes wrong while it is read.
    """
    if not path.is_file():
        raise NoDatabase(path)
    try:
        with closing(_begun(path)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise UnreadableDatabase(path, str(error)) from error


def _begun(path: Path) -> sqlite3.Connection:
    try:
        return _connected(path, "mode=ro")
    except sqlite3.OperationalError:
        # In a folder that cannot be written, SQLite cannot lay down the shared memory of a WAL
        # database. Without a log beside it the file is whole, and nobody writes to it.
        if _has_log(path):
            raise
        return _connected(path, "mode=ro&immutable=1")


def _connected(path: Path, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?{how}", uri=True, timeout=BUSY_S, isolation_level=None)
    try:
        connection.execute("begin")
        connection.execute("select count(*) from sqlite_schema").fetchone()  # the first read fixes the instant
    except BaseException:
        connection.close()
        raise
    return connection


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0
