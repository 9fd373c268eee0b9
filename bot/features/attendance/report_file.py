"""Participants' reports of Zoom and of KUDO: who was there from when to when, several rows a person.

Zoom's may have a table of the meeting itself above, and its headings are in the language of the account. KUDO
describes its own nowhere in public, so that columns are known by what their headings say, in English or French.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, timedelta, tzinfo
from zoneinfo import ZoneInfo

from bot.core.csv_tables import Row, column, header_key, read_rows
from bot.core.errors import BadFile, Fault
from bot.core.text import fold
from bot.features.attendance.model import Span, union
from bot.features.attendance.report_times import DAY_FIRST, MONTH_FIRST, Moment, parse_moment

_NAME = (
    "name original name", "nom nom original", "participant name", "nom du participant", "attendee name", "full name",
    "nom complet", "display name", "nom d affichage", "nom affiche", "participant", "attendee", "user name", "username",
    "nom d utilisateur", "name", "nom", "user", "utilisateur",
)  # fmt: skip
_FIRST = ("first name", "firstname", "prenom")
_LAST = ("last name", "lastname", "surname", "nom de famille", "family name")
_WAITING = ("in waiting room", "waiting room", "salle d attente", "en salle d attente")
_ROLE = ("role", "user role", "type", "user type", "profil")
_EMAIL = re.compile(r"mail|courriel|adresse electronique")
_DURATION = re.compile(r"duration|duree|minutes|time in (meeting|session)|temps")
_LEAVE = re.compile(r"leave|left|log ?out|depart|deconnexion|disconnect|exit|sortie|^end|heure de fin|^fin\b")
_JOIN = re.compile(r"join|log ?in|sign ?in|arriv|connexion|connect|entr|^start|heure de debut|^debut")
_STAFF = re.compile(r"interpret|operat|technic")
HEADING_WITHIN = 50
"""The table of people begins in one of so many rows: Zoom has a few lines about the meeting above it."""
_YES = frozenset({"yes", "oui", "true", "1", "y", "o"})


@dataclass(frozen=True, slots=True)
class _Columns:
    name: int | None
    first: int | None
    last: int | None
    email: int | None
    join: int | None
    leave: int | None
    duration: int | None
    waiting: int | None
    role: int | None

    @classmethod
    def of(cls, header: Sequence[str]) -> _Columns:
        keys = [header_key(cell) for cell in header]
        leave = _last(keys, _LEAVE, not_=_DURATION)
        join = _last(keys, _JOIN, not_=re.compile(f"{_LEAVE.pattern}|{_DURATION.pattern}"))
        first = column(header, *_FIRST)
        last = column(header, *_LAST) if column(header, *_LAST) is not None else column(header, "nom", "name")
        return cls(
            column(header, *_NAME),
            first,
            last if first is not None else None,
            _last(keys, _EMAIL),
            join,
            leave,
            _last(keys, _DURATION),
            column(header, *_WAITING),
            column(header, *_ROLE),
        )

    @property
    def name_people(self) -> bool:
        """Whether this is the heading of a table of people, and not of the meeting itself."""
        return (self.name is not None or self.first is not None) and any(
            each is not None for each in (self.join, self.leave, self.duration)
        )

    def named(self, row: Row) -> str:
        if self.first is not None:
            whole = " ".join(f"{row[self.first]} {row[self.last]}".split())
            if whole:
                return whole
        return row[self.name]


@dataclass(slots=True)
class Attendee:
    """One name or address of a report, and the time that all its rows cover together."""

    name: str
    email: str
    spans: list[Span] = field(default_factory=list)
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """Who a report names, how many rows it has, and on which clock its times were read; None where it says itself."""

    attendees: list[Attendee]
    rows: int
    zone: str | None
    staff: int
    """Rows of interpreters and operators, left aside."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row: someone, from when to when or for how long, as it was written."""

    line: int
    name: str
    email: str
    came: Moment
    left: Moment | None
    minutes: float | None


def read_report(content: bytes, zone: ZoneInfo, session: Span) -> Report:
    """Who was there by this report. `zone` and `session` settle what it leaves open: its clock, day or month first.

    Raises `BadFile` with every fault, by its line.
    """
    rows = read_rows(content)
    header = next((n for n, row in enumerate(rows[:HEADING_WITHIN]) if _Columns.of(row.cells).name_people), None)
    if header is None:
        raise BadFile([Fault("no column", "Name, Join time, Leave time", rows[0].line)])
    columns = _Columns.of(rows[header].cells)
    if columns.join is None or (columns.leave is None and columns.duration is None):
        raise BadFile([Fault("no times")])
    people = [row for row in rows[header + 1 :] if not _waited(row, columns)]
    served = [row for row in people if _STAFF.search(header_key(row[columns.role]))]
    read = [_entry(row, columns) for row in people if row not in served]
    if faults := [it for it in read if isinstance(it, Fault)]:
        raise BadFile(faults)
    entries = [it for it in read if isinstance(it, _Entry)]
    if not entries:
        raise BadFile([Fault("empty")])
    spans, clock = _timed(entries, zone, session)
    attendees = _together(zip(entries, spans, strict=True))
    return Report(attendees, len(entries), clock, len(served))


def _last(keys: Sequence[str], pattern: re.Pattern[str], not_: re.Pattern[str] | None = None) -> int | None:
    """The last heading that says so: the people's columns stand after the meeting's."""
    found = [n for n, key in enumerate(keys) if pattern.search(key) and not (not_ and not_.search(key))]
    return found[-1] if found else None


def _waited(row: Row, columns: _Columns) -> bool:
    """Whether the row tells of the waiting room alone."""
    return fold(row[columns.waiting]) in _YES


def _entry(row: Row, columns: _Columns) -> _Entry | Fault:
    name, email = " ".join(columns.named(row).split())[:100], row[columns.email]
    if not name and not email:
        return Fault("no name", "", row.line)
    came, left = parse_moment(row[columns.join]), parse_moment(row[columns.leave])
    minutes = _minutes(row[columns.duration])
    if came is None:
        return Fault("not a time", row[columns.join], row.line)
    if left is None and (row[columns.leave] or minutes is None):
        return Fault("not a time", row[columns.leave], row.line)
    return _Entry(row.line, name or email, email if "@" in email else "", came, left, minutes)


def _minutes(words: str) -> float | None:
    """`57`, `57 min`, `0:57:10`."""
    if match := re.fullmatch(r"(?:(\d+):)?(\d{1,2}):(\d{2})", words):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return hours * 60 + minutes + seconds / 60
    match = re.match(r"\d{1,6}(?:[.,]\d+)?(?!\d)", words)
    return float(match[0].replace(",", ".")) if match else None


def _timed(entries: Sequence[_Entry], zone: ZoneInfo, session: Span) -> tuple[list[Span], str | None]:
    """Each entry's span, and the clock it was read on: by the reading that puts most time into the session.

    Where two do alike, the workshop's own clock goes before UTC, and the usual order of day and month before the other.
    """
    on = session[0].astimezone(zone).date()
    orders = sorted((DAY_FIRST, MONTH_FIRST), key=lambda order: (order == DAY_FIRST) == entries[0].came.by_halves)
    readings: list[tuple[list[Span], tzinfo]] = []
    faults: list[Fault] = []
    for clock in (zone, UTC):
        for order in orders:
            read = [_span(entry, order, clock, on) for entry in entries]
            faults = faults or [it for it in read if isinstance(it, Fault)]
            spans = [it for it in read if not isinstance(it, Fault)]
            if len(spans) == len(entries):
                readings.append((spans, clock))
    if not readings:
        raise BadFile(faults)
    best, on_clock = max(readings, key=lambda reading: time_within(reading[0], session))
    says_itself = all(entry.came.zone for entry in entries)
    return best, None if says_itself else str(on_clock)


def _span(entry: _Entry, order: str, clock: tzinfo, on: date) -> Span | Fault:
    try:
        came = entry.came.instant(order, clock, on)
        left = entry.left.instant(order, clock, on) if entry.left else came + timedelta(minutes=entry.minutes or 0)
    except (ValueError, OverflowError):
        return Fault("not a time", entry.name, entry.line)
    if left < came and entry.left and entry.left.year is None:
        left += timedelta(days=1)  # past midnight
    return (came, left) if came <= left else Fault("left before coming", entry.name, entry.line)


def time_within(spans: Iterable[Span], session: Span) -> timedelta:
    """How long `spans`, counted once, lie in `session`."""
    cut = [(max(start, session[0]), min(end, session[1])) for start, end in spans]
    return sum((end - start for start, end in union(span for span in cut if span[0] < span[1])), timedelta())


def _together(read: Iterable[tuple[_Entry, Span]]) -> list[Attendee]:
    """One attendee for each address; and for each name, which joins the address that it stands with elsewhere."""
    found: dict[str, Attendee] = {}
    pairs = list(read)
    address_of = {fold(entry.name): fold(entry.email) for entry, _ in pairs if entry.email}
    for entry, span in pairs:
        key = fold(entry.email) or address_of.get(fold(entry.name)) or fold(entry.name)
        attendee = found.setdefault(key, Attendee(entry.name, entry.email))
        attendee.email = attendee.email or entry.email
        attendee.rows += 1
        attendee.spans.append(span)
    for attendee in found.values():
        attendee.spans = union(attendee.spans)
    return list(found.values())
