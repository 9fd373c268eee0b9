"""`export`: write a workshop's data, or its report."""

import argparse
import asyncio
import os
from datetime import UTC, datetime
from pathlib import Path

from bot.commands import DONE, FAILED, WRONG, Stopped
from bot.commands.chosen_edition import chosen_edition
from bot.commands.terminal import about, no_database, not_read, not_written
from bot.core.programme import Workshop
from bot.export.errors import CannotWrite, NoDatabase, UnknownLanguage, UnreadableDatabase
from bot.export.files import export, export_all
from bot.export.formats import EVERYTHING
from bot.faults import quoted
from bot.i18n.phrase import _
from bot.scheduling.shared_clock import read_time


def do(arguments: argparse.Namespace) -> int:
    try:
        settings, workshop = chosen_edition(arguments.config, arguments.workshop)
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


async def _export(database: Path, workshop: Workshop, arguments: argparse.Namespace) -> None:
    """Export, as of the current time.

    In a rehearsal this is the time of its clock, so that a future workshop counts as past.
    """
    line = os.environ.get("ATELIER_CLOCK")
    now = await read_time(line) if line else datetime.now(UTC)
    if arguments.format == EVERYTHING:
        await export_all(database, workshop, arguments.output, now)
    else:
        language = arguments.language or workshop.first_language
        await export(database, workshop, arguments.format, language, arguments.output, now)
