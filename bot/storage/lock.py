"""One bot a database: a lock that the system itself drops when its holder dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class DatabaseInUse(Exception):
    """Another bot has this database open; `holder` is its process id, or empty."""

    def __init__(self, path: Path, holder: str) -> None:
        super().__init__(path, holder)
        self.path = path
        self.holder = holder


def lock_of(database: Path) -> Path:
    return database.with_name(database.name + ".lock")


class DatabaseLock:
    """Held on a file beside the database, for as long as its process lives."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, database: Path) -> DatabaseLock:
        """The lock of `database`; `DatabaseInUse` at once when another process holds it."""
        descriptor = os.open(lock_of(database), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(descriptor)
        except OSError as refused:
            holder = os.read(descriptor, 20).decode().strip()
            os.close(descriptor)
            raise DatabaseInUse(database, holder) from refused
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        return cls(descriptor)

    def release(self) -> None:
        os.close(self._descriptor)


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        # One byte far past the holder's number, so that it can still be read.
        os.lseek(descriptor, 1024, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
