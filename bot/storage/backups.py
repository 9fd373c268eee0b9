"""Backups of the database. A backup is consistent even while the bot writes.

It gets its final name only after it was checked and is on the disk. No backup contains the key file.
"""

import os
import re
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.core.instants import format_utc
from bot.storage.disk import flush
from bot.storage.integrity import read_only, require_intact
from bot.storage.troubles import Damaged

MAX_BACKUPS = 10
"""How many automatic backups are kept, the newest: two for each day of a workshop, and some from before."""
_DATE_FORMAT = "%Y-%m-%dT%H-%M-%SZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the database at `path`, made `at` an instant in UTC."""

    path: Path
    at: datetime


class Backups:
    """The automatic backups of one database, in the folder `backups` beside it, named by date."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self.folder = database.parent / "backups"
        self._name = re.compile(rf"{re.escape(database.stem)}\.(\d{{4}}-\d\d-\d\dT\d\d-\d\d-\d\dZ)\.db")

    def make(self, now: datetime) -> Backup:
        """Make a backup and delete the oldest.

        Raises `OSError` or `sqlite3.Error`; then no backup is made and none is deleted.
        """
        target = self.folder / f"{self._database.stem}.{now.astimezone(UTC):{_DATE_FORMAT}}.db"
        for left_over in self.folder.glob(f"{self._database.stem}.*.partial"):  # left by a killed bot
            left_over.unlink(missing_ok=True)
        copy(self._database, target, now)
        for old in self.all()[:-MAX_BACKUPS]:
            old.path.unlink(missing_ok=True)
        return Backup(target, now)

    def all(self) -> list[Backup]:
        """All backups, oldest first."""
        found = []
        for path in self.folder.glob("*.db"):
            if named := self._name.fullmatch(path.name):
                found.append(Backup(path, datetime.strptime(named[1], _DATE_FORMAT).replace(tzinfo=UTC)))
        return sorted(found, key=lambda backup: backup.at)

    def newest_intact(self) -> Backup | None:
        """The newest backup that is not damaged."""
        for backup in reversed(self.all()):
            with suppress(Damaged, OSError, sqlite3.Error):
                require_intact(backup.path)
                return backup
        return None


def copy(source: Path, target: Path, now: datetime) -> None:
    """Copy the database at `source` to `target` consistently, and note in the copy that it was made `now`.

    SQLite rewrites the copy in the order of its keys (`vacuum into`). So the copy shows neither when a row was written
    nor what was deleted. Raises `Damaged`, `OSError` or `sqlite3.Error`; then `target` is unchanged.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".partial")
    try:
        partial.unlink(missing_ok=True)
        os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        require_intact(source)  # a vacuum may hide the damage
        with closing(read_only(source)) as reading:
            reading.execute("vacuum into ?", (str(partial),))
        with closing(sqlite3.connect(partial)) as writing:
            _record_date(writing, now)
        require_intact(partial)
        flush(partial)
        partial.replace(target)
        flush(target.parent)
    finally:
        partial.unlink(missing_ok=True)


def _record_date(copied: sqlite3.Connection, now: datetime) -> None:
    """Store in the copy when it was made. After a restore, organisers are told since when data is lost."""
    copied.execute("update workshops set copied_at = ?", (format_utc(now),))
    copied.commit()
