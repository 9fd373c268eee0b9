"""`check`: print every fault of the configuration."""

from __future__ import annotations

import argparse
import os

from bot.commands import DONE
from bot.commands.valid_configuration import sound
from bot.reading import read_configuration


def do(arguments: argparse.Namespace) -> int:
    _settings, workshops = sound(read_configuration(arguments.config, os.environ))
    for workshop in workshops:
        title = workshop.title[workshop.first_language]
        print(f"{workshop.id}: {title}: {len(workshop.days)} days, {len(workshop.sessions)} sessions, no fault")
    return DONE
