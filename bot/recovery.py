"""Explains to the administrator of the machine what to do when the database cannot be used."""

import errno
import shlex
import sqlite3
import tempfile
from datetime import datetime
from pathlib import Path

from bot.core.troubles import Trouble
from bot.i18n.phrase import Phrase, _
from bot.settings import Settings
from bot.storage.backups import Backups
from bot.storage.connection import NotAnAtelierDatabase
from bot.storage.keys import UnreadableKeys
from bot.storage.lock import DatabaseInUse
from bot.storage.migrations import NewerDatabase
from bot.storage.troubles import trouble_of

NOT_WRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.EISDIR)
"""Error numbers of a path that this user cannot write, or of a file where a folder is needed."""


def in_words(error: Exception, settings: Settings) -> Phrase:
    """What is wrong, and how to correct it."""
    path = settings.database
    match error:
        case DatabaseInUse(holder=holder):
            return _in_use(path, holder)
        case UnreadableKeys(path=keys):
            return _(
                "the key file %(file)s cannot be read: it is damaged, or not this user's; put the copy of it back that "
                "you keep apart, or move it away, and start again: then the join codes are new ones (/roster codes)",
                file=keys,
            )
        case NewerDatabase():
            return _("the database was written by a newer version of Atelier; run that version, or restore a backup")
        case NotAnAtelierDatabase():
            return _("%(file)s is another program's database; name another file as `database` in bot.yaml", file=path)
        case OSError(errno=number, filename=str(name)) if number in NOT_WRITABLE:
            return not_writable(Path(name), _(str(error.strerror)))
        case sqlite3.Error(sqlite_errorcode=code) if code & 0xFF in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            return not_writable(path, error)
    match trouble_of(error):
        case Trouble.LOCKED:
            return _("another program holds the database %(file)s; close it, and start again", file=path)
        case Trouble.DISK:
            return _(
                "the disk of %(file)s is full, fails, or may not be written to (%(reason)s); mend that, and start "
                "again",
                file=path,
                reason=error,
            )
        case Trouble.DAMAGED:
            return _(
                "the database is damaged (%(reason)s); nothing was changed. %(way_back)s",
                reason=error,
                way_back=_way_back(settings),
            )
    return _(str(error))


def _in_use(path: Path, holder: str) -> Phrase:
    who = _("another bot (process %(number)s)", number=holder) if holder else _("another bot")
    return _("%(who)s is running on the database %(file)s; stop it first, or give this one its own", who=who, file=path)


def not_writable(path: Path, why: object) -> Phrase:
    """What to do about a file or folder that cannot be made or written."""
    return _(
        "%(file)s cannot be written (%(reason)s): let this user write in that folder, or name another one as "
        "`database` in bot.yaml",
        file=path,
        reason=why,
    )


def unwritable_backups(settings: Settings) -> str | None:
    """A warning if no backup can be made. Otherwise the failure would show only an hour before the first session."""
    folder = Backups(settings.database).folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return None
    except OSError as error:
        return f"There will be no backups: {not_writable(folder, error.strerror)}"


def missing(settings: Settings) -> str | None:
    """A warning if there are backups but no database: a new database is about to be created."""
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


def _way_back(settings: Settings) -> Phrase:
    if found := way_back(settings):
        command, made_at = found
        return _(
            "The newest whole backup is of %(made_at)s UTC. To go on from there: %(command)s",
            made_at=f"{made_at:%Y-%m-%d %H:%M}",
            command=command,
        )
    return _(
        "There is no whole backup beside it. Where you keep one elsewhere: %(command)s",
        command=_restoring(settings, Path("PATH")),
    )


def _restoring(settings: Settings, backup: Path) -> str:
    return f"python run.py restore --config {shlex.quote(str(settings.config_dir))} {shlex.quote(str(backup))}"
