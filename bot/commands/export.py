"""`export`: write a workshop's data, or its report."""

import argparse
import asyncio
import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from bot.commands import DONE, FAILED, WRONG, Stopped
from bot.commands.terminal import about, no_database, not_read, not_written
from bot.commands.valid_configuration import chosen, stop_at
from bot.configuration import read_configuration
from bot.core.programme import Workshop
from bot.export.errors import CannotWrite, NoDatabase, UnknownLanguage, UnreadableDatabase
from bot.export.files import export, export_all
from bot.export.formats import EVERYTHING
from bot.export.snapshot import snapshot
from bot.faults import quoted
from bot.i18n.catalogue import available
from bot.i18n.phrase import _
from bot.scheduling.shared_clock import read_time
from bot.settings import Settings
from bot.storage.transaction import Transaction
from bot.workshop.store import kept_file
from bot.workshop_file.reading import read_kept


def do(arguments: argparse.Namespace) -> int:
    try:
        settings, workshop = _chosen(arguments)
        asyncio.run(_export(settings.database, workshop, arguments))
    except UnknownLanguage as unknown:
        what = _("there is no catalogue for %(given)s", given=quoted(unknown.language))
        raise Stopped(about("--language", what), WRONG) from unknown
    except NoDatabase as missing:
        raise Stopped(no_database(missing.path), FAILED) from missing
    except UnreadableDatabase as failed:
        raise Stopped(not_read(failed.path, failed.why), FAILED) from failed
    except CannotWrite as failed:
        raise Stopped(not_written(failed.path, failed.why), FAILED) from failed
    return DONE


def _chosen(arguments: argparse.Namespace) -> tuple[Settings, Workshop]:
    """The workshop of a file, or of a file that is gone, as the database keeps it."""
    settings, workshops, faults = read_configuration(arguments.config, os.environ)
    stop_at([fault for fault in faults if fault.file != settings.workshops_dir])
    has_file = arguments.workshop in (None, *(workshop.id for workshop in workshops))
    if not has_file and (kept := _kept(settings.database, arguments.workshop)):
        return settings, kept
    stop_at(faults)
    return settings, chosen(workshops, arguments.workshop)


def _kept(database: Path, id: str) -> Workshop | None:
    if not database.is_file():
        return None
    with snapshot(database) as connection:
        connection.row_factory = sqlite3.Row
        source = kept_file(Transaction(connection), id)
    if source is None:
        return None
    reading = read_kept(f"{id}.yaml", source, available())
    stop_at(reading.faults)
    return reading.workshop


async def _export(database: Path, workshop: Workshop, arguments: argparse.Namespace) -> None:
    """The current time; in a rehearsal that of its clock, by which a future workshop has taken place."""
    line = os.environ.get("ATELIER_CLOCK")
    now = await read_time(line) if line else datetime.now(UTC)
    if arguments.format == EVERYTHING:
        await export_all(database, workshop, arguments.output, now)
    else:
        language = arguments.language or workshop.first_language
        await export(database, workshop, arguments.format, language, arguments.output, now)
