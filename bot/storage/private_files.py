"""Only the user account of the bot may read files with people's data.

Files that an earlier version left open are corrected at the start. New files need no correction: `run.py` sets the
umask, and SQLite gives its log the mode of the database. Windows has no file modes.
"""

import logging
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from bot.storage.copies import SUFFIXES
from bot.storage.lock import lock_path

log = logging.getLogger(__name__)

FILE, FOLDER = 0o600, 0o700


def make_private(database: Path, keys: Path) -> None:
    """Remove other users' permissions on the database, its backups and the key file, and log what was changed.

    Folders may be shared on purpose. So only folders with nothing else in them are changed: `backups`, and the folder
    of the database if it is the bot's own.
    """
    if os.name != "posix":
        return
    folder, backups = database.parent, database.parent / "backups"
    files = _files(database, keys)
    copies = [path for path in _entries(backups) if path.is_file() and not path.is_symlink()]
    folders = [backups] if backups.is_dir() else []
    if files and not set(_entries(folder)) - {*files, backups}:
        folders.append(folder)
    changed = [path for path in [*files, *copies] if _closed(path, FILE)] + [f for f in folders if _closed(f, FOLDER)]
    if changed:
        log.warning("Other users could reach %s: now only this one can", ", ".join(map(str, changed)))


def make_log_private() -> None:
    """The same for the log, if standard error is redirected to a file."""
    with suppress(OSError, ValueError):  # there is no standard error, or it is another user's file
        descriptor = sys.stderr.fileno()
        found = os.fstat(descriptor).st_mode
        if os.name == "posix" and stat.S_ISREG(found) and found & 0o077:
            os.fchmod(descriptor, FILE)
            log.warning("Other users could read this log: now only this one can")


def _files(database: Path, keys: Path) -> list[Path]:
    """The bot's files in the folder of its database, including files renamed by `restore` and unfinished files after a
    kill.
    """
    named = [database.with_name(database.name + suffix) for suffix in (*SUFFIXES, ".restored")]
    known = [*named, lock_path(database), keys, keys.with_name(f"{keys.name}.new")]
    return [path for path in known if path.is_file()] + list(database.parent.glob(f"{database.stem}.until-*.db*"))


def _entries(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


def _closed(path: Path, mode: int) -> bool:
    """Remove other users' permissions on `path`. Returns whether they had any."""
    if not path.stat().st_mode & 0o077:
        return False
    try:
        path.chmod(mode)
    except OSError as refused:
        log.warning("Other users can reach %s, which cannot be changed (%s): make it this user's", path, refused)
        return False
    return True
