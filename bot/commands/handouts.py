"""`handouts`: write invitations, guides and the programme, to print and send."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from bot.commands import DONE, FAILED, WRONG, Stopped
from bot.commands.terminal import about, not_read, not_written, tell
from bot.commands.valid_configuration import chosen, read_valid_configuration
from bot.core.errors import BadLink
from bot.core.links import web_address
from bot.core.programme import Registration, Workshop
from bot.core.schedule import Schedule
from bot.export.errors import CannotWrite, UnreadableDatabase
from bot.export.handouts.files import Handouts, write_folder
from bot.export.snapshot import snapshot
from bot.faults import quoted
from bot.features.roster import join_codes
from bot.i18n.phrase import _
from bot.recovery import in_words
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
        count = write_folder(handouts, arguments.output, datetime.now(UTC))
    except UnreadableDatabase as failed:
        raise Stopped(not_read(failed.path, failed.why), FAILED) from failed
    except UnreadableKeys as failed:
        raise Stopped(in_words(failed, settings), FAILED) from failed
    except CannotWrite as failed:
        raise Stopped(not_written(failed.path, failed.why), FAILED) from failed
    tell(_.n("%(count)s file in %(folder)s", "%(count)s files in %(folder)s", count, folder=arguments.output))
    if handouts.codes:
        what = _(
            "Each invitation holds a join code: send each group its own, from %(folder)s, and no other. The codes are "
            "good where the bot runs with the key file %(keys)s.",
            folder=arguments.output / "invitations",
            keys=settings.keys,
        )
        tell(what)
    return DONE


def _address(given: str) -> str:
    try:
        return web_address(given) if given else ""
    except BadLink as wrong:
        what = _("%(given)s is no address: write it as https://…", given=quoted(given))
        raise Stopped(about("--invitation", what), WRONG) from wrong


def _schedule(database: Path, workshop: Workshop) -> Schedule:
    """The schedule as stored by the bot. Before its first run it is the schedule of the file."""
    if not database.is_file():
        return Schedule.of(workshop)
    with snapshot(database) as connection:
        return schedule_in(connection, workshop)


def _codes(settings: Settings, workshop: Workshop) -> dict[str, str]:
    """The join codes, if the workshop uses them. Missing ones are created, but only while no bot runs."""
    if workshop.registration is not Registration.CODE:
        return {}
    keys = KeyFile(settings.keys)
    if join_codes.are_of_an_earlier_version(keys, workshop):
        what = _("the join codes are those of an earlier version: run the bot once, then this again")
        raise Stopped(what, FAILED)
    if not join_codes.lacking(keys, workshop):
        return join_codes.codes_of(keys, workshop)
    try:
        settings.database.parent.mkdir(parents=True, exist_ok=True)
        lock = DatabaseLock.acquire(settings.database)
    except DatabaseInUse as running:
        missing = ", ".join(each.code for each in join_codes.lacking(keys, workshop))
        what = _(
            "the bot runs, and has made no join code yet for: %(groups)s. Use /roster codes once, then this again; or "
            "use /export handouts",
            groups=missing,
        )
        raise Stopped(what, FAILED) from running
    except OSError as failed:
        raise Stopped(not_written(settings.keys, str(failed.strerror)), FAILED) from failed
    try:
        return join_codes.codes_of(KeyFile(settings.keys), workshop)
    except OSError as failed:
        raise Stopped(not_written(settings.keys, str(failed.strerror)), FAILED) from failed
    finally:
        lock.release()
