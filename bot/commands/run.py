"""`run`: connect to Discord and run every workshop, until told to stop."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sqlite3

from bot import configuration, log
from bot.commands import DONE, FAILED, WRONG, Stopped
from bot.commands.sound import sound
from bot.loading import for_good
from bot.settings import SettingsError, token
from bot.systemd import Systemd


def do(arguments: argparse.Namespace) -> int:
    """Told to stop before the bot is there to stop in order, it is done: nothing has been opened yet."""
    signal.signal(signal.SIGTERM, lambda *_: os._exit(DONE))
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return DONE
    except configuration.CannotRead as died:
        raise Stopped(str(died), FAILED) from died


def _run(arguments: argparse.Namespace) -> int:
    being_read = configuration.begin(arguments.config)
    with for_good():  # here, since the configuration is being read meanwhile
        import discord

        from bot import app
        from bot.chat.connection import CannotConnect, why
        from bot.recovery import in_words
        from bot.storage.lock import DatabaseInUse
        from bot.storage.migrations import NewerDatabase

    settings, workshops = sound(being_read())
    try:
        secret = token(os.environ)
    except SettingsError as missing:
        raise Stopped(str(missing), WRONG) from missing
    log.set_up(settings.log_level, settings.log_format, secret)
    try:
        asyncio.run(app.run(settings, workshops, secret, os.environ.get("ATELIER_CLOCK"), Systemd.of(os.environ)))
    except (CannotConnect, DatabaseInUse, NewerDatabase, OSError, sqlite3.Error) as error:
        raise Stopped(log.last_words(in_words(error, settings), settings.log_format), FAILED) from error
    except discord.DiscordException as error:
        raise Stopped(log.last_words(why(error) or str(error), settings.log_format), FAILED) from error
    return DONE
