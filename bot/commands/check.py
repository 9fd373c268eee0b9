"""`check`: print every fault of the configuration."""

import argparse

from bot.commands import DONE
from bot.commands.valid_configuration import read_valid_configuration


def do(arguments: argparse.Namespace) -> int:
    _settings, workshops = read_valid_configuration(arguments.config)
    for workshop in workshops:
        title = workshop.title[workshop.first_language]
        print(f"{workshop.id}: {title}: {len(workshop.days)} days, {len(workshop.sessions)} sessions, no fault")
    return DONE
