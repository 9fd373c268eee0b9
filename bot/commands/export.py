"""`export`: write a workshop's data, or its report."""

from __future__ import annotations

import argparse
import asyncio
import os
from datetime import UTC, datetime

from bot.commands import DONE, FAILED, WRONG, Stopped
from bot.commands.sound import chosen, sound
from bot.export.errors import ExportError, NoDatabase, UnknownLanguage
from bot.export.files import export, export_all
from bot.export.formats import EVERYTHING
from bot.reading import read_configuration


def do(arguments: argparse.Namespace) -> int:
    settings, workshops = sound(read_configuration(arguments.config, os.environ))
    workshop = chosen(workshops, arguments.workshop)
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
    return DONE
