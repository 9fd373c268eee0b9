"""Putting a backup in place of the database; what was there is kept aside."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.core.instants import format_utc, parse_utc
from bot.storage.backups import copy
from bot.storage.disk import flush
from bot.storage.integrity import read_only, require_whole
from bot.storage.lock import DatabaseLock
from bot.storage.migrations import require_known

BESIDE = ("", "-wal", "-shm")
"""A database's files: what SQLite has not yet moved from its log into the file belongs to it."""


class NotOurs(Exception):
    """A whole database, but none of Atelier's."""


@dataclass(frozen=True, slots=True)
class Restored:
    """The database is as it was `made_at` (None where that is not known); the one before is at `aside`, if any."""

    made_at: datetime | None
    aside: Path | None


def restore(database: Path, backup: Path, now: datetime) -> Restored:
    """Put `backup` in place, while no bot runs.

    Raises `DatabaseInUse`, `Damaged`, `NewerDatabase`, `NotOurs`, `FileNotFoundError`; then nothing was changed.
    """
    if not backup.is_file():
        raise FileNotFoundError(backup)
    require_whole(backup)
    made_at = _made_at(backup)
    database.parent.mkdir(parents=True, exist_ok=True)
    lock = DatabaseLock.take(database)
    try:
        fresh = database.with_name(database.name + ".restored")
        copy(backup, fresh, made_at or now)
        _note(fresh, made_at, now)
        aside = _move_aside(database, now)
        fresh.replace(database)
        flush(database.parent)
    finally:
        lock.release()
    return Restored(made_at, aside)


def _made_at(backup: Path) -> datetime | None:
    with closing(read_only(backup)) as connection:
        tables = {row[0] for row in connection.execute("select name from sqlite_schema where type = 'table'")}
        if not {"migrations", "workshops"} <= tables:
            raise NotOurs(backup)
        require_known([row[0] for row in connection.execute("select number from migrations")])
        copied_at: str | None = connection.execute("select max(copied_at) from workshops").fetchone()[0]
    return parse_utc(copied_at)


def _note(fresh: Path, made_at: datetime | None, now: datetime) -> None:
    """What is due was perhaps said since the backup: it is looked for first. The organisers hear what is lost."""
    payload = json.dumps({"restored": format_utc(made_at) or ""})
    with closing(sqlite3.connect(fresh)) as connection:
        connection.execute("update workshops set copied_at = null, restored_at = ?", (format_utc(now),))
        connection.execute(
            "insert into asides (workshop, key, payload, written_at) select workshop, ?, ?, ? from workshops",
            (f"restored/{format_utc(now)}", payload, format_utc(now)),
        )
        connection.commit()
    flush(fresh)


def _move_aside(database: Path, now: datetime) -> Path | None:
    """The log goes with its database: left behind, it would be replayed into another."""
    if not database.exists():
        return None
    aside = database.with_name(f"{database.stem}.until-{now:%Y-%m-%dT%H-%M-%SZ}.db")
    if aside.exists():
        raise FileExistsError(aside)
    for ending in BESIDE:
        file = database.with_name(database.name + ending)
        if file.exists():
            file.rename(aside.with_name(aside.name + ending))
    flush(database.parent)
    return aside
