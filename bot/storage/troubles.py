"""Maps an error of SQLite to the trouble of the machine that caused it."""

import sqlite3
from pathlib import Path

from bot.core.troubles import Trouble

_TROUBLES = {
    sqlite3.SQLITE_BUSY: Trouble.LOCKED,
    sqlite3.SQLITE_LOCKED: Trouble.LOCKED,
    sqlite3.SQLITE_FULL: Trouble.DISK,
    sqlite3.SQLITE_IOERR: Trouble.DISK,
    sqlite3.SQLITE_READONLY: Trouble.DISK,
    sqlite3.SQLITE_CANTOPEN: Trouble.DISK,
    sqlite3.SQLITE_CORRUPT: Trouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: Trouble.DAMAGED,
}
"""Trouble by primary result code (SQLite, Result and Error Codes)."""


class Damaged(sqlite3.DatabaseError):
    """The database at `path` is damaged; `what` is the first fault that was found."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(f"{path}: {what}")
        self.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        self.path = path
        self.what = what


def trouble_of(error: BaseException) -> Trouble | None:
    """The trouble behind `error`; None if the error has another cause."""
    code = getattr(error, "sqlite_errorcode", None)
    return _TROUBLES.get(code & 0xFF) if isinstance(error, sqlite3.Error) and code is not None else None
