"""`run`: connect to Discord and run every workshop, until told to stop."""

import argparse
import asyncio
import os
import sqlite3

import discord

from bot import app, log
from bot.chat.connection import CannotConnect, why
from bot.commands import DONE, FAILED, WRONG, Stopped
from bot.commands.valid_configuration import read_valid_configuration, stop_at
from bot.edited_in_place import EditedInPlace
from bot.recovery import in_words
from bot.settings import SettingsError, token
from bot.storage.keys import UnreadableKeys
from bot.storage.lock import DatabaseInUse
from bot.storage.migrations import NewerDatabase
from bot.storage.private_files import make_log_private
from bot.systemd import Systemd


def do(arguments: argparse.Namespace) -> int:
    settings, workshops = read_valid_configuration(arguments.config)
    try:
        secret = token(os.environ)
    except SettingsError as missing:
        raise Stopped(missing.words, WRONG) from missing
    log.set_up(settings.log_level, settings.log_format, secret)
    make_log_private()
    try:
        asyncio.run(app.run(settings, workshops, secret, os.environ.get("ATELIER_CLOCK"), Systemd.of(os.environ)))
    except EditedInPlace as edited:
        stop_at(edited.faults)
    except CannotConnect as refused:
        raise Stopped(log.final_message(refused.words, settings.log_format), FAILED) from refused
    except (DatabaseInUse, NewerDatabase, UnreadableKeys, OSError, sqlite3.Error) as error:
        raise Stopped(log.final_message(in_words(error, settings), settings.log_format), FAILED) from error
    except discord.DiscordException as error:
        raise Stopped(log.final_message(why(error) or str(error), settings.log_format), FAILED) from error
    return DONE
