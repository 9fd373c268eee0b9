"""Replaces the database with a backup. The former database is renamed, not deleted."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.core.instants import format_utc, parse_utc
from bot.storage import erasures
from bot.storage.backups import copy
from bot.storage.connection import NotAnAtelierDatabase
from bot.storage.copies import SUFFIXES, copies_of
from bot.storage.disk import flush
from bot.storage.integrity import read_only, require_intact
from bot.storage.lock import DatabaseLock
from bot.storage.migrations import migrate, require_known


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """`made_at` is the date of the backup, if known. `former` is where the former database is now, if there was one."""

    made_at: datetime | None
    former: Path | None


def restore(database: Path, backup: Path, now: datetime) -> RestoreResult:
    """Replace `database` with `backup`. No bot may use it meanwhile.

    Raises `DatabaseInUse`, `Damaged`, `NewerDatabase`, `NotAnAtelierDatabase`, `FileNotFoundError`; then nothing is
    changed.
    """
    if not backup.is_file():
        raise FileNotFoundError(backup)
    require_intact(backup)
    made_at = _made_at(backup)
    database.parent.mkdir(parents=True, exist_ok=True)
    lock = DatabaseLock.acquire(database)
    try:
        new_database = database.with_name(database.name + ".restored")
        copy(backup, new_database, made_at or now)
        _record_restore(new_database, made_at, now, known_by=[database, *copies_of(database)])
        former = _rename_former(database, now)
        new_database.replace(database)
        flush(database.parent)
    finally:
        lock.release()
    return RestoreResult(made_at, former)


def _made_at(backup: Path) -> datetime | None:
    with closing(read_only(backup)) as connection:
        tables = {row[0] for row in connection.execute("select name from sqlite_schema where type = 'table'")}
        if not {"migrations", "workshops"} <= tables:
            raise NotAnAtelierDatabase(backup)
        require_known([row[0] for row in connection.execute("select number from migrations")])
        copied_at: str | None = connection.execute("select max(copied_at) from workshops").fetchone()[0]
    return parse_utc(copied_at)


def _record_restore(new_database: Path, made_at: datetime | None, now: datetime, known_by: list[Path]) -> None:
    """Note the restore in the database, and queue a message that tells organisers what is lost.

    A message that is due may have been sent after the backup was made: the bot searches the channel before it sends it.
    A purge is announced again, because a mistaken purge may be the reason for this restore. People who were erased
    since the backup must be erased again: the files `known_by` list them.
    """
    payload = json.dumps({"restored": format_utc(made_at) or ""})
    with closing(sqlite3.connect(new_database, isolation_level=None)) as connection:
        migrate(connection)
        connection.execute("begin immediate")
        connection.execute(
            "update workshops set copied_at = null, restored_at = ?, purge_ran = 0, purge_told_at = null,"
            " purge_confirmed_at = null",
            (format_utc(now),),
        )
        connection.execute(
            "insert into organiser_alerts (workshop, key, payload, written_at) select workshop, ?, ?, ? from workshops",
            (f"restored/{format_utc(now)}", payload, format_utc(now)),
        )
        erasures.carry_over(connection, known_by)
        connection.execute("commit")
    flush(new_database)


def _rename_former(database: Path, now: datetime) -> Path | None:
    """Rename the former database with its log. SQLite would replay a log left behind into the restored database."""
    if not database.exists():
        return None
    former = database.with_name(f"{database.stem}.until-{now:%Y-%m-%dT%H-%M-%SZ}.db")
    if former.exists():
        raise FileExistsError(former)
    for suffix in SUFFIXES:
        file = database.with_name(database.name + suffix)
        if file.exists():
            file.rename(former.with_name(former.name + suffix))
    flush(database.parent)
    return former
