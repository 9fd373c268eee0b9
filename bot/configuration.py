"""Reads the whole configuration: `bot.yaml`, the environment and every workshop file."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from bot.core.programme import Workshop
from bot.edited_in_place import faults_of_edited
from bot.faults import Fault
from bot.i18n.catalogue import available
from bot.settings import Settings
from bot.settings_file import read_settings
from bot.workshop_file import read_workshops
from bot.workshop_file.reading_again import WorkshopFiles, read_again


def read_configuration(config_dir: Path, environ: Mapping[str, str]) -> tuple[Settings, list[Workshop], list[Fault]]:
    """The settings, the workshops without fault, and every fault of all files at once."""
    settings, faults = read_settings(config_dir, environ)
    workshops, more = read_workshops(settings.workshops_dir, available())
    return settings, workshops, [*faults, *more]


def read_workshops_again(directory: Path, id: str, recorded: Mapping[str, datetime]) -> WorkshopFiles:
    """The workshops, read again from their folder, or the faults. A missing workshop `id` is a fault.

    `recorded` is passed to `faults_of_edited`.
    """
    files = read_again(directory, available(), id)
    edited = [] if files.faults else faults_of_edited(directory, recorded)
    return WorkshopFiles([], edited, files.print) if edited else files
