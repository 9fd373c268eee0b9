"""Refuses last year's file with this year's dates: it would mix the data of two editions."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from bot.export.errors import ExportError
from bot.export.snapshot import snapshot
from bot.faults import Fault
from bot.i18n.catalogue import available
from bot.i18n.phrase import _
from bot.storage.database import Database
from bot.storage.transaction import Transaction
from bot.workshop import session_store
from bot.workshop_file.reading import ReadFile, read_file, workshop_files


class EditedInPlace(Exception):
    """Files of workshops that have taken place, edited into their next edition."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults)
        self.faults = faults


def faults_of_edited(workshops_dir: Path, recorded: Mapping[str, datetime]) -> list[Fault]:
    """Files all of whose days are later than the last one that is recorded. `recorded`: as `last_recorded` has it.

    A workshop that was postponed before it began has no recorded day. A workshop that is extended still has its first
    days in the file.
    """
    found = list[Fault]()
    for reading in (read_file(file, available()) for file in workshop_files(workshops_dir)):
        at = recorded.get(reading.workshop.id) if reading.workshop else None
        if reading.workshop and at:
            last = at.astimezone(reading.workshop.zone).date()
            if all(day.date > last for day in reading.workshop.days):
                found.append(_fault(reading, reading.workshop.id, last))
    return found


def _fault(reading: ReadFile, id: str, last: date) -> Fault:
    what = _(
        "this workshop took place until %(date)s, and every day in the file is later, as in a next edition",
        date=f"{last:%Y-%m-%d}",
    )
    would_do = _(
        "put the former file back, and begin the next edition in a copy of it, with another `id` and "
        "`previous: %(id)s`; if this one goes on, keep the days that have been in the file",
        id=id,
    )
    return reading.tree.fault(("id",), what, would_do)


async def refuse_edited(database: Database, workshops_dir: Path) -> None:
    """Raises `EditedInPlace`. Call it before anything from these files is written to the database."""
    faults = faults_of_edited(workshops_dir, await database.read(session_store.last_recorded))
    if faults:
        raise EditedInPlace(faults)


def recorded_in(database: Path) -> dict[str, datetime]:
    """`last_recorded` of a database that may be in use. Empty if it cannot be read: other code reports its faults."""
    try:
        with snapshot(database) as connection:
            return session_store.last_recorded(Transaction(connection))
    except ExportError:
        return {}
