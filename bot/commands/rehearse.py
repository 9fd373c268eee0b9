"""`rehearse`: rehearse a whole workshop on this machine."""

import argparse

from bot.commands import FAILED, Stopped
from bot.commands.terminal import cannot_write
from bot.commands.valid_configuration import chosen, file_of, read_valid_configuration
from bot.rehearsal.play import SPEED, RehearsalOptions, rehearse


def do(arguments: argparse.Namespace) -> int:
    settings, workshops = read_valid_configuration(arguments.config)
    workshop = chosen(workshops, arguments.workshop)
    it = RehearsalOptions(
        workshop,
        file_of(settings, workshop),
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
