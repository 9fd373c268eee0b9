"""The participants, and their attendance of each session that has begun."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.core.schedule import SessionState
from bot.export.store import ExportStore, Person
from bot.export.table import Column, Row, Table, Type, booleans, instants, numbers, text
from bot.export.tables.register import registers
from bot.features.attendance.model import Assessment


def participants(store: ExportStore) -> Table:
    columns = (
        *numbers("participant_id"),
        *text("name", "administration", "language"),
        *instants("registered_at"),
    )

    def rows() -> Iterator[Row]:
        for person in store.people():
            yield person.id, person.name, person.administration, person.language, person.registered_at

    return Table("participants", columns, rows)


def attendance(store: ExportStore) -> Table:
    columns = (
        *text("session_id"),
        *numbers("participant_id"),
        *text("name", "administration", "status"),
        Column("minutes", Type.NUMBER, decimals=2),
        *instants("first_in", "last_out"),
        *text("sources"),
        *booleans("uncertain"),
        *text("reason"),
    )

    def rows() -> Iterator[Row]:
        for state, person, record in attended(store):
            yield (
                state.id,
                person.id,
                person.name,
                person.administration,
                record.status.value,
                record.minutes,
                record.first_in,
                _gone(record, store.now),
                "+".join(record.sources),
                record.uncertain,
                record.reason,
            )

    return Table("attendance", columns, rows)


def attended(store: ExportStore) -> Iterator[tuple[SessionState, Person, Assessment]]:
    """Each session that has begun with each participant: in order of the programme, then by number."""
    everyone = store.people()
    for register in registers(store):
        for person in everyone:
            if record := register.record(person):
                yield register.state, person, record


def represented(store: ExportStore, everyone: Iterable[Person]) -> Iterator[tuple[str, str]]:
    """Each session that has begun with each administration that had someone there."""
    for register in registers(store):
        found: set[str] = set()
        for person in everyone:
            if person.administration not in found and (record := register.record(person)) and record.attended:
                found.add(person.administration)
                yield register.state.id, person.administration


def _gone(record: Assessment, now: datetime) -> datetime | None:
    """When they left. None for someone who is counted until the end of a session in progress."""
    return record.last_out if record.last_out and record.last_out <= now else None
