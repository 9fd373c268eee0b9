"""`handouts`: write invitations, guides and the programme, to print and send."""

import argparse
import asyncio
import os
from datetime import UTC, datetime
from pathlib import Path

from bot.commands import DONE, FAILED, WRONG, Stopped
from bot.commands.valid_configuration import chosen, read_valid_configuration
from bot.core.errors import BadLink
from bot.core.links import web_address
from bot.core.programme import Registration, Workshop
from bot.core.schedule import Schedule
from bot.export.errors import CannotWrite, UnreadableDatabase
from bot.export.handouts.files import Handouts, write_folder
from bot.export.snapshot import snapshot
from bot.features.roster import join_codes
from bot.scheduling.shared_clock import read_time
from bot.settings import Settings
from bot.storage.keys import KeyFile, UnreadableKeys
from bot.storage.lock import DatabaseInUse, DatabaseLock
from bot.workshop.session_store import schedule_in


def do(arguments: argparse.Namespace) -> int:
    settings, workshops = read_valid_configuration(arguments.config)
    workshop = chosen(workshops, arguments.workshop)
    address = _address(arguments.invitation)
    try:
        handouts = Handouts(_schedule(settings.database, workshop), _codes(settings, workshop), address)
        count = write_folder(handouts, arguments.output, asyncio.run(_now()))
    except UnreadableDatabase as failed:
        raise Stopped(f"the database cannot be read: {failed.path}: {failed.why}", FAILED) from failed
    except UnreadableKeys as failed:
        raise Stopped(f"the key file cannot be read: {failed.path}", FAILED) from failed
    except CannotWrite as failed:
        raise Stopped(f"the file could not be written: {failed.path}, {failed.why}", FAILED) from failed
    print(f"{count} files in {arguments.output}" + ("; the invitations hold join codes" if handouts.codes else ""))
    return DONE


def _address(given: str) -> str:
    try:
        return web_address(given) if given else ""
    except BadLink as wrong:
        raise Stopped(f"--invitation: {given!r} is no address; write it as https://…", WRONG) from wrong


async def _now() -> datetime:
    """In a rehearsal that of its clock."""
    line = os.environ.get("ATELIER_CLOCK")
    return await read_time(line) if line else datetime.now(UTC)


def _schedule(database: Path, workshop: Workshop) -> Schedule:
    """As the bot keeps it; before its first run, that of the file."""
    if not database.is_file():
        return Schedule.of(workshop)
    with snapshot(database) as connection:
        return schedule_in(connection, workshop)


def _codes(settings: Settings, workshop: Workshop) -> dict[str, str]:
    """Join codes, where the workshop has them. Those that are missing are made while no bot runs, which keeps them."""
    if workshop.registration is not Registration.CODE:
        return {}
    keys = KeyFile(settings.keys)
    if join_codes.are_of_an_earlier_version(keys, workshop):
        raise Stopped("the join codes are those of an earlier version: run the bot once, then this again", FAILED)
    if not join_codes.lacking(keys, workshop):
        return join_codes.codes_of(keys, workshop)
    try:
        settings.database.parent.mkdir(parents=True, exist_ok=True)
        lock = DatabaseLock.acquire(settings.database)
    except DatabaseInUse as running:
        missing = ", ".join(each.code for each in join_codes.lacking(keys, workshop))
        raise Stopped(
            f"the bot runs, and has made no join code yet for: {missing}. Use /roster codes once, then this again; or "
            "use /export handouts",
            FAILED,
        ) from running
    except OSError as failed:
        raise Stopped(f"the key file could not be written: {settings.keys}, {failed.strerror}", FAILED) from failed
    try:
        return join_codes.codes_of(KeyFile(settings.keys), workshop)
    except OSError as failed:
        raise Stopped(f"the key file could not be written: {settings.keys}, {failed.strerror}", FAILED) from failed
    finally:
        lock.release()
