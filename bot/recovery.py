"""Explains to the administrator of the machine what to do when the database cannot be used."""

import errno
import shlex
import sqlite3
import tempfile
from datetime import datetime
from pathlib import Path

from bot.core.troubles import Trouble
from bot.settings import Settings
from bot.storage.backups import Backups
from bot.storage.keys import UnreadableKeys
from bot.storage.lock import DatabaseInUse
from bot.storage.migrations import NewerDatabase
from bot.storage.troubles import trouble_of

NOT_WRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.EISDIR)
"""Error numbers of a path that this user cannot write, or that stands in the way of a folder."""


def in_words(error: Exception, settings: Settings) -> str:
    """What is wrong, and how to correct it."""
    path = settings.database
    match error:
        case DatabaseInUse(holder=holder):
            who = f" (process {holder})" if holder else ""
            return f"another bot{who} is running on the database {path}; stop it first, or give this one its own"
        case UnreadableKeys(path=keys):
            return (
                f"the key file {keys} cannot be read: it is damaged, or not this user's; put the copy of it back that "
                "you keep apart, or move it away, and start again: then the join codes are new ones (/roster codes)"
            )
        case NewerDatabase():
            return "the database was written by a newer version of Atelier; run that version, or restore a backup"
        case OSError(errno=number, filename=str(name)) if number in NOT_WRITABLE:
            return not_writable(Path(name), error.strerror)
        case sqlite3.Error(sqlite_errorcode=code) if code & 0xFF in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            return not_writable(path, error)
    match trouble_of(error):
        case Trouble.LOCKED:
            return f"another program holds the database {path}; close it, and start again"
        case Trouble.DISK:
            return f"the disk of {path} is full, fails, or may not be written to ({error}); mend that, and start again"
        case Trouble.DAMAGED:
            return f"the database is damaged ({error}); nothing was changed. {_way_back(settings)}"
        case _:
            return str(error)


def not_writable(path: Path, why: object) -> str:
    """What to do about a file or folder that cannot be made or written."""
    return (
        f"{path} cannot be written ({why}): let this user write in that folder, or name another one as "
        "`database` in bot.yaml"
    )


def unwritable_backups(settings: Settings) -> str | None:
    """A warning where no backup can be made: it would fail only an hour before the first session."""
    folder = Backups(settings.database).folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return None
    except OSError as error:
        return f"There will be no backups: {not_writable(folder, error.strerror)}"


def missing(settings: Settings) -> str | None:
    """A warning where there is no database although there are backups: a new one is about to be created."""
    if settings.database.exists() or not (found := way_back(settings)):
        return None
    command, made_at = found
    return (
        f"There is no database at {settings.database}: a new one begins. If it was lost, stop the bot and go back to "
        f"the backup of {made_at:%Y-%m-%d %H:%M} UTC: {command}"
    )


def way_back(settings: Settings) -> tuple[str, datetime] | None:
    """The command that restores the newest valid backup, and when it was made; None without a backup."""
    newest = Backups(settings.database).newest_intact()
    return (_restoring(settings, newest.path), newest.at) if newest else None


def _way_back(settings: Settings) -> str:
    if found := way_back(settings):
        command, made_at = found
        return f"The newest whole backup is of {made_at:%Y-%m-%d %H:%M} UTC. To go on from there: {command}"
    return f"There is no whole backup beside it. Where you keep one elsewhere: {_restoring(settings, Path('PATH'))}"


def _restoring(settings: Settings, backup: Path) -> str:
    return f"python run.py restore --config {shlex.quote(str(settings.config_dir))} {shlex.quote(str(backup))}"
