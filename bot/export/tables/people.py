"""Who took part, and in what: participants, and their attendance of each session that has begun."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.domain.attendance import Mark, Presence, Record, Sitting, Standing, assess
from bot.domain.attendance import Source as PresenceSource
from bot.domain.instants import read
from bot.domain.schedule import Slot
from bot.export.table import Column, Row, Table, Type, booleans, instants, numbers, text
from bot.export.tables.source import Source

# Someone removed stays in the record of what they took part in, and nowhere else.
_PEOPLE = """
    select * from participants where workshop = ?1 and (status = 'joined' or status = 'removed' and (
        id in (select participant from presences where workshop = ?1)
        or id in (select participant from marks where workshop = ?1)
        or id in (select participant from answers where workshop = ?1)))
    order by id
"""


@dataclass(frozen=True, slots=True)
class Person:
    """A participant; the name is empty once erased."""

    id: int
    name: str
    administration: str
    language: str
    registered_at: datetime
    joined: bool


def people(source: Source) -> list[Person]:
    """Everyone who counts as a participant, by number."""
    return [
        Person(
            row["id"],
            row["name"],
            row["administration"],
            row["language"],
            read(row["registered_at"]),
            row["status"] == "joined",
        )
        for row in source.rows(_PEOPLE)
    ]


def participants(source: Source) -> Table:
    columns = (
        *numbers("participant_id"),
        *text("name", "administration", "language"),
        *instants("registered_at"),
    )

    def rows() -> Iterator[Row]:
        for person in people(source):
            yield person.id, person.name, person.administration, person.language, person.registered_at

    return Table("participants", columns, rows)


def attendance(source: Source) -> Table:
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
        for slot, person, record in attended(source):
            yield (
                slot.id,
                person.id,
                person.name,
                person.administration,
                record.standing.value,
                record.minutes,
                record.first_in,
                _gone(record, source.now),
                "+".join(record.sources),
                record.uncertain,
                record.reason,
            )

    return Table("attendance", columns, rows)


def attended(source: Source) -> Iterator[tuple[Slot, Person, Record]]:
    """Each session that has begun, by the programme, with each participant, by number."""
    everyone = people(source)
    for slot in source.schedule.slots.values():
        if slot.has_begun:
            sitting = Sitting.of(slot, source.workshop.attendance)
            presences, marks = presences_of(source, slot.id), _marks(source, slot.id)
            unseen = assess([], sitting)
            for person in everyone:
                if person.id in presences or person.id in marks:
                    yield slot, person, assess(presences.get(person.id, []), sitting, marks.get(person.id))
                elif person.joined:
                    yield slot, person, unseen


def _gone(record: Record, now: datetime) -> datetime | None:
    """When they left: not yet, where they are counted to the end of a session in progress."""
    return record.last_out if record.last_out and record.last_out <= now else None


def presences_of(source: Source, session: str) -> dict[int, list[Presence]]:
    """Each participant's intervals in `session`."""
    found: dict[int, list[Presence]] = defaultdict(list)
    for row in source.rows("select * from presences where workshop = ? and session = ?", session):
        presence = Presence(
            read(row["starts"]), read(row["ends"]), PresenceSource(row["source"]), bool(row["uncertain"])
        )
        found[row["participant"]].append(presence)
    return found


def _marks(source: Source, session: str) -> dict[int, Mark]:
    rows = source.rows("select * from marks where workshop = ? and session = ?", session)
    return {row["participant"]: Mark(Standing(row["standing"]), row["reason"]) for row in rows}
