"""Checks whether the file of a database is damaged."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.core.troubles import Trouble
from bot.storage.troubles import Damaged, trouble_of

FULL_CHECK_BYTES = 64_000_000
"""Up to this size the full check is used, which also compares indexes with their tables. It takes 0.03 s for a
workshop's 3 MB, 1.2 s for 48 MB, 20 s for 480 MB. The quick check takes 3 s for 480 MB."""


def require_intact(path: Path) -> None:
    """Raises `Damaged` if the file at `path` is damaged or is no database, `sqlite3.Error` if it cannot be opened."""
    with raising_damaged(path), closing(read_only(path)) as connection:
        check_integrity(connection, path)


def check_integrity(connection: sqlite3.Connection, path: Path) -> None:
    """Raises `Damaged` when SQLite finds the database at `path` damaged, by the most thorough check that takes no more
    than a few seconds.
    """
    check = "integrity_check" if path.stat().st_size <= FULL_CHECK_BYTES else "quick_check"
    found = connection.execute(f"pragma {check}(1)").fetchone()[0]
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


def read_only(path: Path) -> sqlite3.Connection:
    """A connection that can only read."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
