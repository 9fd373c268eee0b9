"""Who counts as a participant, and what was noted of each session."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.instants import parse_utc
from bot.core.schedule import SessionState
from bot.export.tables.source import Source
from bot.features.attendance.assessment import assess
from bot.features.attendance.model import Assessment, AttendanceStatus, AttendanceWindow, Mark, Presence, PresenceSource

# Someone removed stays in the record of what they took part in, and nowhere else.
_PEOPLE = """
    select id, name, administration, language, registered_at, status = 'joined' from participants
    where workshop = ?1 and (status = 'joined' or status = 'removed' and (
        id in (select participant from presences where workshop = ?1)
        or id in (select participant from marks where workshop = ?1)
        or id in (select participant from answers where workshop = ?1)))
    order by id
"""


_SOURCES = {source.value: source for source in PresenceSource}


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
        Person(id, name, administration, language, parse_utc(registered_at), bool(joined))
        for id, name, administration, language, registered_at, joined in source.rows(_PEOPLE)
    ]


@dataclass(frozen=True, slots=True)
class Register:
    """What was noted of one session: intervals and marks, by participant."""

    state: SessionState
    window: AttendanceWindow
    presences: Mapping[int, Sequence[Presence]]
    marks: Mapping[int, Mark]
    unseen: Assessment

    def record(self, person: Person) -> Assessment | None:
        """Their attendance; None for someone removed of whom nothing was noted."""
        if person.id in self.presences or person.id in self.marks:
            return assess(self.presences.get(person.id, ()), self.window, self.marks.get(person.id))
        return self.unseen if person.joined else None


def registers(source: Source) -> Iterator[Register]:
    """One for each session that has begun, by the programme."""
    for state in source.schedule.states.values():
        if state.has_begun:
            window = AttendanceWindow.of(state, source.workshop.attendance)
            yield Register(state, window, _presences(source, state.id), _marks(source, state.id), assess([], window))


def _presences(source: Source, session: str) -> dict[int, list[Presence]]:
    found: dict[int, list[Presence]] = defaultdict(list)
    for row in source.rows("select * from presences where workshop = ? and session = ?", session):
        presence = Presence(
            parse_utc(row["starts"]), parse_utc(row["ends"]), _SOURCES[row["source"]], bool(row["uncertain"])
        )
        found[row["participant"]].append(presence)
    return found


def _marks(source: Source, session: str) -> dict[int, Mark]:
    rows = source.rows("select * from marks where workshop = ? and session = ?", session)
    return {row["participant"]: Mark(AttendanceStatus(row["standing"]), row["reason"]) for row in rows}
