"""`backup`: copy the database, also while the bot runs."""

import argparse
import os
import sqlite3
from datetime import UTC, datetime

from bot.commands import DONE, FAILED, Stopped
from bot.commands.terminal import no_database
from bot.commands.valid_configuration import stop_at
from bot.i18n.phrase import _
from bot.recovery import in_words
from bot.settings_file import read_settings
from bot.storage.backups import copy
from bot.storage.troubles import Damaged


def do(arguments: argparse.Namespace) -> int:
    settings, faults = read_settings(arguments.config, os.environ)
    stop_at(faults)
    target = arguments.path
    if not settings.database.exists():
        raise Stopped(no_database(settings.database), FAILED)
    if target.exists():
        raise Stopped(_("%(file)s is there already: give another path, or move it away", file=target), FAILED)
    try:
        copy(settings.database, target, datetime.now(UTC))
    except Damaged as damaged:
        raise Stopped(in_words(damaged, settings), FAILED) from damaged
    except (OSError, sqlite3.Error) as failed:
        raise Stopped(_("the copy could not be made: %(reason)s", reason=failed), FAILED) from failed
    return DONE
