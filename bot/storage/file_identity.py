"""Detects that someone deleted or replaced the files of an open database.

SQLite does not notice this. It continues to write into the deleted files, and after a restart all of it is lost.
"""

from pathlib import Path

Identity = tuple[int, int]


def wal_path(database: Path) -> Path:
    """The path of SQLite's write-ahead log. The latest commits are only there."""
    return database.with_name(database.name + "-wal")


class FileIdentity:
    def __init__(self, database: Path) -> None:
        self._database, self._wal = database, wal_path(database)
        self._known = _identity(database)
        self._known_wal = _identity(self._wal)

    @property
    def was_replaced(self) -> bool:
        """Whether the file that was opened is no longer at its path."""
        return _identity(self._database) != self._known

    @property
    def wal_was_replaced(self) -> bool:
        """The same for the write-ahead log."""
        if self._known_wal is None:  # there was no log before the first write
            self._known_wal = _identity(self._wal)
        return self._known_wal is None or _identity(self._wal) != self._known_wal


def _identity(path: Path) -> Identity | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
