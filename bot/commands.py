"""What each command of the command line does, and with which exit status it stops."""

from __future__ import annotations

import argparse
import asyncio
import os
import sqlite3
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot import log
from bot.domain.programme import Workshop
from bot.export.errors import ExportError, NoDatabase, UnknownLanguage
from bot.export.files import Format, export, export_all
from bot.i18n.catalogue import available
from bot.loading import for_good
from bot.new_workshop import AlreadyThere, Faulty, write_new_workshop
from bot.new_workshop.answers import WrongAnswer
from bot.new_workshop.asking import Given, answers
from bot.recovery import in_words
from bot.settings import Settings, SettingsError, read_settings, token
from bot.storage.backups import copy
from bot.storage.lock import DatabaseInUse
from bot.storage.migrations import NewerDatabase
from bot.storage.restoring import NotOurs, restore
from bot.storage.troubles import Damaged
from bot.systemd import Systemd
from bot.workshop_file import read_workshop, read_workshops

EVERYTHING = "all"
FORMATS = (*Format, EVERYTHING)
FAILED, WRONG = 1, 2


class Stopped(Exception):
    """The command stops here, with a message for people and an exit status."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


def do(arguments: argparse.Namespace) -> int:
    """Do what the command line asks; returns the exit status, or raises `Stopped`."""
    return COMMANDS[arguments.command](arguments)


def _run(arguments: argparse.Namespace) -> int:
    with for_good():  # here, since no other command speaks to Discord: each would take twice as long to start
        import discord

        from bot import app
        from bot.chat.connection import CannotConnect, why

    settings, workshops = _configuration(arguments.config)
    try:
        secret = token(os.environ)
    except SettingsError as missing:
        raise Stopped(str(missing), WRONG) from missing
    log.set_up(settings.log_level, settings.log_format, secret)
    try:
        asyncio.run(app.run(settings, workshops, secret, os.environ.get("ATELIER_CLOCK"), Systemd.of(os.environ)))
    except KeyboardInterrupt:
        return 0
    except (CannotConnect, DatabaseInUse, NewerDatabase, OSError, sqlite3.Error) as error:
        raise Stopped(log.last_words(in_words(error, settings), settings.log_format), FAILED) from error
    except discord.DiscordException as error:
        raise Stopped(log.last_words(why(error) or str(error), settings.log_format), FAILED) from error
    return 0


def _check(arguments: argparse.Namespace) -> int:
    _settings, workshops = _configuration(arguments.config)
    for workshop in workshops:
        title = workshop.title[workshop.first_language]
        print(f"{workshop.id}: {title}: {len(workshop.days)} days, {len(workshop.sessions)} sessions, no fault")
    return 0


def _configuration(directory: Path) -> tuple[Settings, list[Workshop]]:
    """The settings and every workshop; every fault at once where there is one."""
    settings, faults = read_settings(directory, os.environ)
    workshops, more = read_workshops(settings.workshops_dir, available())
    if faults or more:
        raise Stopped("\n".join(str(fault) for fault in [*faults, *more]), WRONG)
    return settings, workshops


def _chosen(workshops: list[Workshop], id: str | None) -> Workshop:
    if id is None and len(workshops) == 1:
        return workshops[0]
    found = next((workshop for workshop in workshops if workshop.id == id), None)
    if found is None:
        known = ", ".join(workshop.id for workshop in workshops)
        raise Stopped(
            f"--workshop: there is no workshop {id!r}; there is: {known}"
            if id
            else f"--workshop: say which one: {known}",
            WRONG,
        )
    return found


def _export(arguments: argparse.Namespace) -> int:
    settings, workshops = _configuration(arguments.config)
    workshop = _chosen(workshops, arguments.workshop)
    language = arguments.language or workshop.first_language
    now = datetime.now(UTC)
    try:
        if arguments.format == EVERYTHING:
            asyncio.run(export_all(settings.database, workshop, arguments.output, now))
        else:
            asyncio.run(export(settings.database, workshop, arguments.format, language, arguments.output, now))
    except UnknownLanguage as unknown:
        raise Stopped(f"--language: there is no catalogue for {unknown.language!r}", WRONG) from unknown
    except NoDatabase as missing:
        raise Stopped(f"there is no database at {missing.path} yet: run the bot first", FAILED) from missing
    except ExportError as failed:
        raise Stopped(
            f"the file could not be written: {': '.join(str(part) for part in failed.args)}", FAILED
        ) from failed
    return 0


def _backup(arguments: argparse.Namespace) -> int:
    settings, target = _settings(arguments.config), arguments.path
    if not settings.database.exists():
        raise Stopped(f"there is no database at {settings.database} yet: run the bot first", FAILED)
    if target.exists():
        raise Stopped(f"{target} is there already; give another path, or move it away", FAILED)
    try:
        copy(settings.database, target, datetime.now(UTC))
    except Damaged as damaged:
        raise Stopped(in_words(damaged, settings), FAILED) from damaged
    except (OSError, sqlite3.Error) as failed:
        raise Stopped(f"the copy could not be made: {failed}", FAILED) from failed
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    settings, source = _settings(arguments.config), arguments.path
    try:
        restored = restore(settings.database, source, datetime.now(UTC))
    except FileNotFoundError as missing:
        raise Stopped(f"there is no backup at {source}; nothing was changed", FAILED) from missing
    except (Damaged, NotOurs) as useless:
        words = "is damaged" if isinstance(useless, Damaged) else "is no database of Atelier's"
        raise Stopped(f"{source} {words}; nothing was changed: give another backup", FAILED) from useless
    except (DatabaseInUse, NewerDatabase, OSError, sqlite3.Error) as failed:
        raise Stopped(in_words(failed, settings), FAILED) from failed
    print(f"{settings.database} is now as it was in {source}", end="")
    print(f", made {restored.made_at:%Y-%m-%d %H:%M} UTC." if restored.made_at else ".")
    if restored.aside:
        print(f"The database that was there until now is kept as {restored.aside}.")
    print("Start the bot: it tells the organisers from when on is lost, and says nothing twice.")
    return 0


def _settings(directory: Path) -> Settings:
    settings, faults = read_settings(directory, os.environ)
    if faults:
        raise Stopped("\n".join(map(str, faults)), WRONG)
    return settings


def _init(arguments: argparse.Namespace) -> int:
    given = Given(arguments.title, arguments.first_day, arguments.days, arguments.timezone, arguments.languages)
    ask = input if sys.stdin.isatty() and sys.stdout.isatty() else None
    try:
        answered = answers(given, datetime.now(UTC).date(), available(), ask)
        written = write_new_workshop(arguments.directory, answered, available())
    except (WrongAnswer, Faulty) as wrong:
        raise Stopped(str(wrong), WRONG) from wrong
    except (EOFError, KeyboardInterrupt):
        raise Stopped("\nnothing was written", FAILED) from None
    except AlreadyThere as there:
        raise Stopped(str(there), FAILED) from there
    except OSError as failed:
        raise Stopped(f"{failed.filename} could not be written: {failed.strerror}", FAILED) from failed
    for path in written:
        print(path)
    return 0


def _rehearse(arguments: argparse.Namespace) -> int:
    # Here, since the stand-in and the cast would make every start of the bot a third longer.
    from bot.rehearsal.play import SPEED, Rehearsal, rehearse

    settings, workshops = _configuration(arguments.config)
    workshop = _chosen(workshops, arguments.workshop)
    return rehearse(
        Rehearsal(
            workshop,
            _file_of(settings, workshop),
            arguments.output,
            arguments.seed,
            arguments.participants,
            arguments.speed or SPEED,
        )
    )


def _file_of(settings: Settings, workshop: Workshop) -> Path:
    files = sorted(file for file in settings.workshops_dir.iterdir() if file.suffix in (".yaml", ".yml"))
    return next(file for file in files if read_workshop(file, available())[0] == workshop)


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "run": _run,
    "rehearse": _rehearse,
    "check": _check,
    "export": _export,
    "backup": _backup,
    "restore": _restore,
    "init": _init,
}
