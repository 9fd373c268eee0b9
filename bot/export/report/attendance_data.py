"""Attendance as the report needs it: counts by session, administration and status, and through each day."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.export.store import ExportStore, Person
from bot.export.tables.register import Register, registers
from bot.features.attendance.assessment import union
from bot.features.attendance.model import ATTENDED, AttendanceStatus, PresenceSource, TimeSpan

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Attendance:
    """Counts of people by (session, administration, status); `there` is session to participant to administration."""

    counts: Counter[tuple[str, str, str]]
    there: Mapping[str, Mapping[int, str]]
    sources: Counter[str]
    uncertain: int
    corrections: tuple[Record, ...]

    @property
    def rows(self) -> int:
        return self.counts.total()

    def took_part(self, sessions: Iterable[str]) -> tuple[int, int]:
        """How many people, from how many administrations, took part in any of `sessions`."""
        found: dict[int, str] = {}
        for session in sessions:
            found.update(self.there.get(session, {}))
        return len(found), len(set(found.values()))

    def people_with(self, session: str, wanted: AttendanceStatus) -> int:
        return sum(n for (of, _, status), n in self.counts.items() if of == session and status == wanted)

    def of_administration(self, session: str, code: str) -> tuple[int, int]:
        """The number of the administration's people who took part, and the number of all its people."""
        here = {status: self.counts[session, code, status] for status in AttendanceStatus}
        return sum(here[status] for status in ATTENDED), sum(here.values())


def attendance(rows: Iterable[Record]) -> Attendance:
    """Count the rows of the attendance table."""
    counts: Counter[tuple[str, str, str]] = Counter()
    there: dict[str, dict[int, str]] = defaultdict(dict)
    sources: Counter[str] = Counter()
    uncertain, corrections = 0, []
    for row in rows:
        session, administration = row["session_id"], row["administration"]
        counts[session, administration, row["status"]] += 1
        if row["status"] in ATTENDED:
            there[session][row["participant_id"]] = administration
        if row["sources"]:
            sources.update(row["sources"].split("+"))
        uncertain += row["uncertain"]
        if PresenceSource.ORGANISER in (row["sources"] or ""):
            corrections.append(row)
    return Attendance(counts, there, sources, uncertain, tuple(corrections))


@dataclass(frozen=True, slots=True)
class SessionPresence:
    """A session from its opening to its end, or to now, and the intervals in which someone was there."""

    start: datetime
    end: datetime
    spans: list[TimeSpan]

    def count(self, at: datetime) -> int:
        return sum(start <= at < end for start, end in self.spans)

    def steps(self) -> Iterator[tuple[datetime, int]]:
        """The number of people at the start and at each change, up to the end."""
        changes = {self.start, self.end, *(at for span in self.spans for at in span)}
        here, arrivals, departures = 0, Counter(s for s, _ in self.spans), Counter(e for _, e in self.spans)
        for at in sorted(changes):
            here += arrivals[at] - departures[at]
            yield at, here


def session_presences(store: ExportStore) -> dict[str, SessionPresence]:
    """Session to its presences, for each session that has begun. Nobody is counted after now."""
    everyone = store.people()
    found = {}
    for register in registers(store):
        start, end = register.window.start, min(register.window.end, max(store.now, register.window.start))
        spans = [span for person in everyone for span in union(_within(_spans(register, person), start, end))]
        found[register.state.id] = SessionPresence(start, end, spans)
    return found


def _spans(register: Register, person: Person) -> Iterable[tuple[datetime, datetime | None]]:
    """The intervals in which someone was there: as recorded, or as an organiser set them."""
    if person.id not in register.marks:
        return ((presence.start, presence.end) for presence in register.presences.get(person.id, ()))
    record = register.record(person)
    return [(record.first_in, record.last_out)] if record and record.first_in else []


def _within(spans: Iterable[tuple[datetime, datetime | None]], first: datetime, last: datetime) -> Iterator[TimeSpan]:
    for start, end in spans:
        clipped = max(start, first), min(end or last, last)
        if clipped[0] < clipped[1]:
            yield clipped
