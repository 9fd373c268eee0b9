"""The workshop that `--workshop` names. Its file may have been deleted: the database keeps a copy of the text."""

import os
import sqlite3
from pathlib import Path

from bot.commands import FAILED, Stopped
from bot.commands.terminal import not_read
from bot.commands.valid_configuration import chosen, stop_at
from bot.configuration import read_configuration
from bot.core.programme import Workshop
from bot.export.errors import UnreadableDatabase
from bot.export.snapshot import snapshot
from bot.i18n.catalogue import available
from bot.settings import Settings
from bot.storage.transaction import Transaction
from bot.workshop.store import kept_file
from bot.workshop_file.reading import read_kept


def chosen_edition(config_dir: Path, id: str | None) -> tuple[Settings, Workshop]:
    """The settings and the workshop; the only one where `id` is None. Raises `Stopped`: it names every fault."""
    settings, workshops, faults = read_configuration(config_dir, os.environ)
    stop_at([fault for fault in faults if fault.file != settings.workshops_dir])
    has_file = id in (None, *(workshop.id for workshop in workshops))
    if not has_file and (kept := _kept(settings.database, id)):
        return settings, kept
    stop_at(faults)
    return settings, chosen(workshops, id)


def _kept(database: Path, id: str | None) -> Workshop | None:
    if id is None or not database.is_file():
        return None
    try:
        with snapshot(database) as connection:
            connection.row_factory = sqlite3.Row
            source = kept_file(Transaction(connection), id)
    except UnreadableDatabase as failed:
        raise Stopped(not_read(failed.path, failed.why), FAILED) from failed
    if source is None:
        return None
    reading = read_kept(f"{id}.yaml", source, available())
    stop_at(reading.faults)
    return reading.workshop
