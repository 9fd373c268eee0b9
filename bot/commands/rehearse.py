"""`rehearse`: rehearse a whole workshop on this machine."""

import argparse
from pathlib import Path

from bot.commands import FAILED, Stopped
from bot.commands.terminal import cannot_write
from bot.commands.valid_configuration import chosen, read_valid_configuration
from bot.core.programme import Workshop
from bot.i18n.catalogue import available
from bot.rehearsal.play import SPEED, RehearsalOptions, rehearse
from bot.settings import Settings
from bot.workshop_file import read_workshop


def do(arguments: argparse.Namespace) -> int:
    settings, workshops = read_valid_configuration(arguments.config)
    workshop = chosen(workshops, arguments.workshop)
    it = RehearsalOptions(
        workshop,
        _file_of(settings, workshop),
        arguments.output,
        arguments.seed,
        arguments.participants,
        arguments.speed or SPEED,
    )
    try:
        it.output.mkdir(parents=True, exist_ok=True)  # or a whole play would be for nothing
        return rehearse(it)
    except OSError as failed:
        raise Stopped(cannot_write(failed, it.output), FAILED) from failed


def _file_of(settings: Settings, workshop: Workshop) -> Path:
    files = sorted(file for file in settings.workshops_dir.iterdir() if file.suffix in (".yaml", ".yml"))
    return next(file for file in files if read_workshop(file, available())[0] == workshop)
