"""Which trouble of the machine an error of SQLite's tells of."""

from __future__ import annotations

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
"""By primary result code (SQLite, Result and Error Codes)."""


class Damaged(sqlite3.DatabaseError):
    """The database at `path` is not whole; `what` is the first fault found."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(f"{path}: {what}")
        self.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        self.path = path
        self.what = what


def trouble_of(error: BaseException) -> Trouble | None:
    """The trouble behind `error`; None where it is none of the machine's."""
    code = getattr(error, "sqlite_errorcode", None)
    return _TROUBLES.get(code & 0xFF) if isinstance(error, sqlite3.Error) and code is not None else None
