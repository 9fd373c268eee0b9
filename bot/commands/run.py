"""`run`: connect to Discord and run every workshop, until told to stop."""

from __future__ import annotations

import argparse
import os
import signal
from collections.abc import Callable

from bot import configuration
from bot.commands import DONE, FAILED, WRONG, Stopped


def do(arguments: argparse.Namespace) -> int:
    """Told to stop before the bot is there to stop in order, it is done: nothing has been opened yet."""
    signal.signal(signal.SIGTERM, lambda *_: os._exit(DONE))
    try:
        return _run(configuration.begin(arguments.config))
    except KeyboardInterrupt:
        return DONE
    except configuration.CannotRead as died:
        raise Stopped(str(died), FAILED) from died


def _run(read: Callable[[], configuration.Beginnings]) -> int:
    import asyncio  # here, since another process reads the configuration meanwhile
    import sqlite3

    import discord

    from bot import app, log
    from bot.chat.connection import CannotConnect, why
    from bot.commands.valid_configuration import sound
    from bot.i18n import catalogue
    from bot.recovery import in_words
    from bot.settings import SettingsError, token
    from bot.storage.keys import UnreadableKeys
    from bot.storage.lock import DatabaseInUse
    from bot.storage.migrations import NewerDatabase
    from bot.systemd import Systemd

    found = read()
    settings, workshops = sound(found.configuration)
    catalogue.hold(found.phrases)
    try:
        secret = token(os.environ)
    except SettingsError as missing:
        raise Stopped(str(missing), WRONG) from missing
    log.set_up(settings.log_level, settings.log_format, secret)
    try:
        asyncio.run(app.run(settings, workshops, secret, os.environ.get("ATELIER_CLOCK"), Systemd.of(os.environ)))
    except (CannotConnect, DatabaseInUse, NewerDatabase, UnreadableKeys, OSError, sqlite3.Error) as error:
        raise Stopped(log.last_words(in_words(error, settings), settings.log_format), FAILED) from error
    except discord.DiscordException as error:
        raise Stopped(log.last_words(why(error) or str(error), settings.log_format), FAILED) from error
    return DONE
