"""Reads the whole configuration: `bot.yaml`, the environment and every workshop file."""

from collections.abc import Mapping
from pathlib import Path

from bot.core.programme import Workshop
from bot.faults import Fault, no_workshop
from bot.i18n.catalogue import available
from bot.settings import Settings
from bot.settings_file import read_settings
from bot.workshop_file import read_workshops


def read_configuration(config_dir: Path, environ: Mapping[str, str]) -> tuple[Settings, list[Workshop], list[Fault]]:
    """The settings, the workshops without fault, and every fault of all files at once."""
    settings, faults = read_settings(config_dir, environ)
    workshops, more = read_workshops(settings.workshops_dir, available())
    return settings, workshops, [*faults, *more]


def read_workshop_again(directory: Path, id: str) -> tuple[Workshop | None, list[Fault]]:
    """The workshop of that id, read anew from its folder; where any file there has a fault, only the faults."""
    workshops, faults = read_workshops(directory, available())
    found = next((workshop for workshop in workshops if workshop.id == id), None)
    if not faults and not found:
        faults = [no_workshop(directory, id)]
    return (None if faults else found), faults
