"""Copies of the database: consistent while a bot writes, checked, and on the disk before they bear their name.

The key file is in none of them: secrets live outside every backup.
"""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.core.instants import format_utc
from bot.storage.disk import flush
from bot.storage.integrity import read_only, require_whole
from bot.storage.troubles import Damaged

KEPT = 10
"""So many automatic copies stay, the newest: two for each day of a workshop, and some of before."""
_STAMP = "%Y-%m-%dT%H-%M-%SZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy at `path` of the database as it was `at`."""

    path: Path
    at: datetime


class Backups:
    """The automatic copies of one database, in the folder `backups` beside it, by date: the oldest go."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self.folder = database.parent / "backups"
        self._name = re.compile(rf"{re.escape(database.stem)}\.(\d{{4}}-\d\d-\d\dT\d\d-\d\d-\d\dZ)\.db")

    def make(self, now: datetime) -> Backup:
        """A new copy. Raises `OSError` or `sqlite3.Error`: then there is none, and the older ones stay."""
        target = self.folder / f"{self._database.stem}.{now.astimezone(UTC):{_STAMP}}.db"
        for left_over in self.folder.glob(f"{self._database.stem}.*.partial"):  # of a bot that was killed meanwhile
            left_over.unlink(missing_ok=True)
        copy(self._database, target, now)
        for old in self.all()[:-KEPT]:
            old.path.unlink(missing_ok=True)
        return Backup(target, now)

    def all(self) -> list[Backup]:
        """Those there are, oldest first."""
        found = []
        for path in self.folder.glob("*.db"):
            if named := self._name.fullmatch(path.name):
                found.append(Backup(path, datetime.strptime(named[1], _STAMP).replace(tzinfo=UTC)))
        return sorted(found, key=lambda backup: backup.at)

    def newest_whole(self) -> Backup | None:
        """The newest that can be restored."""
        for backup in reversed(self.all()):
            with suppress(Damaged, OSError, sqlite3.Error):
                require_whole(backup.path)
                return backup
        return None

    def forget(self, before: datetime) -> None:
        """Delete those made before then: what has to be gone from the database has to be gone from them."""
        for backup in self.all():
            if backup.at < before:
                backup.path.unlink(missing_ok=True)


def copy(source: Path, target: Path, now: datetime) -> None:
    """A consistent copy of the database at `source`, made in one step; what was at `target` is replaced.

    Raises `Damaged`, `OSError` or `sqlite3.Error`; then `target` is as it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".partial")
    try:
        partial.unlink(missing_ok=True)
        os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(read_only(source)) as reading, closing(sqlite3.connect(partial)) as writing:
            reading.backup(writing)
            writing.execute("pragma journal_mode = delete")  # one file, whole by itself
            _sign(writing, now)
        require_whole(partial)
        flush(partial)
        partial.replace(target)
        flush(target.parent)
    finally:
        partial.unlink(missing_ok=True)


def _sign(copied: sqlite3.Connection, now: datetime) -> None:
    """Note in the copy when it was made: whoever restores it hears from when on all is lost."""
    copied.execute("update workshops set copied_at = ?", (format_utc(now),))
    copied.commit()
