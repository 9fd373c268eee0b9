"""Whether a database's files are still the ones that were opened: someone may delete or replace them meanwhile.

SQLite does not notice. It goes on writing into files that have no name any more, and a restart finds none of it.
"""

from __future__ import annotations

from pathlib import Path

Identity = tuple[int, int]


def log_of(database: Path) -> Path:
    """SQLite's write-ahead log: what was committed last is in it alone."""
    return database.with_name(database.name + "-wal")


class FileIdentity:
    def __init__(self, database: Path) -> None:
        self._database, self._log = database, log_of(database)
        self._known = _identity(database)
        self._known_log = _identity(self._log)

    @property
    def is_lost(self) -> bool:
        """Another file than the one that was opened stands there, or none."""
        return _identity(self._database) != self._known

    @property
    def has_lost_its_log(self) -> bool:
        if self._known_log is None:  # nothing had been written yet
            self._known_log = _identity(self._log)
        return self._known_log is None or _identity(self._log) != self._known_log


def _identity(path: Path) -> Identity | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
