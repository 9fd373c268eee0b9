"""`restore`: replace the database with a backup."""

import argparse
import asyncio
import os
import sqlite3
from datetime import UTC, datetime

from bot.commands import DONE, FAILED, Stopped
from bot.commands.terminal import tell
from bot.commands.valid_configuration import stop_at
from bot.configuration import read_configuration
from bot.features.privacy.asked_erasure import erase_again
from bot.i18n.phrase import _
from bot.recovery import in_words
from bot.settings import Settings
from bot.settings_file import read_settings
from bot.storage.connection import NotAnAtelierDatabase
from bot.storage.keys import UnreadableKeys
from bot.storage.lock import DatabaseInUse
from bot.storage.migrations import NewerDatabase
from bot.storage.restoring import restore
from bot.storage.troubles import Damaged


def do(arguments: argparse.Namespace) -> int:
    settings, faults = read_settings(arguments.config, os.environ)
    stop_at(faults)
    source = arguments.path
    try:
        restored = restore(settings.database, source, datetime.now(UTC))
    except FileNotFoundError as missing:
        raise Stopped(_("there is no backup at %(file)s; nothing was changed", file=source), FAILED) from missing
    except (Damaged, NotAnAtelierDatabase) as useless:
        what = _("%(file)s is no database of Atelier's; nothing was changed: give another backup", file=source)
        if isinstance(useless, Damaged):
            what = _("%(file)s is damaged; nothing was changed: give another backup", file=source)
        raise Stopped(what, FAILED) from useless
    except (DatabaseInUse, NewerDatabase, OSError, sqlite3.Error) as failed:
        raise Stopped(in_words(failed, settings), FAILED) from failed
    known = {"database": settings.database, "file": source}
    if restored.made_at:
        made_at = f"{restored.made_at:%Y-%m-%d %H:%M}"
        tell(_("%(database)s is now as it was in %(file)s, made %(made_at)s UTC.", made_at=made_at, **known))
    else:
        tell(_("%(database)s is now as it was in %(file)s.", **known))
    if restored.former:
        tell(_("The database that was there until now is kept as %(file)s.", file=restored.former))
    _erase_again(arguments, settings)
    tell(_("Start the bot: it tells the organisers from when on is lost, and says nothing twice."))
    return DONE


def _erase_again(arguments: argparse.Namespace, settings: Settings) -> None:
    """Erase the people again who were erased since that backup. What fails now is done when the bot starts."""
    _settings, workshops, faults = read_configuration(arguments.config, os.environ)
    try:
        if not faults:
            asyncio.run(erase_again(settings.database, settings.keys, workshops))
            return
    except (DatabaseInUse, UnreadableKeys, OSError, sqlite3.Error):
        pass
    tell(_("Who was erased since that backup is erased again when the bot starts."))
