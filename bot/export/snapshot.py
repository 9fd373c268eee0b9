"""A read-only snapshot of the database, also while a bot writes to it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.export.errors import NoDatabase, UnreadableDatabase
from bot.storage.file_identity import wal_path

BUSY_S = 5.0
"""How many seconds to wait while another program locks the database."""


@contextmanager
def snapshot(path: Path) -> Iterator[sqlite3.Connection]:
    """A read-only connection in one transaction: it does not see later writes.

    Raises `NoDatabase` or `UnreadableDatabase`, also for errors within the block.
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
        # In a read-only folder SQLite cannot create the shared memory that a WAL
        # database needs. Without a WAL file the database is complete, and nobody writes to it.
        log = wal_path(path)
        if log.exists() and log.stat().st_size > 0:
            raise
        return _connected(path, "mode=ro&immutable=1")


def _connected(path: Path, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?{how}", uri=True, timeout=BUSY_S, isolation_level=None)
    try:
        connection.execute("begin")
        connection.execute("select count(*) from sqlite_schema").fetchone()  # the first read takes the snapshot
    except BaseException:
        connection.close()
        raise
    return connection
