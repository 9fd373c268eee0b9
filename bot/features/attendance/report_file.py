"""Read a participants report of Zoom or KUDO: who was there, from when to when; several rows a person."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, timedelta, tzinfo
from zoneinfo import ZoneInfo

from bot.core.csv_tables import CsvRow, header_key, read_rows
from bot.core.errors import BadFile, FileFault
from bot.core.text import fold
from bot.features.attendance.assessment import union
from bot.features.attendance.model import TimeSpan
from bot.features.attendance.report_columns import ReportColumns
from bot.features.attendance.report_times import DateOrder, ReportTime, parse_time

HEADER_WITHIN = 50
"""The header stands in one of the first rows: Zoom writes a few rows about the meeting above it."""
MAX_NAME = 100
"""Longest name kept, in characters."""
_STAFF = re.compile(r"interpret|operat|technic")
_YES = frozenset({"yes", "oui", "true", "1", "y", "o"})


@dataclass(slots=True)
class Attendee:
    """One person of a report, and the time that all their rows cover together."""

    name: str
    email: str
    spans: list[TimeSpan] = field(default_factory=list)
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """`rows`: rows of attendees. `zone`: the time zone that was assumed, None if the report states its own.

    `staff`: rows of interpreters and operators, who are not among the attendees.
    """

    attendees: list[Attendee]
    rows: int
    zone: str | None
    staff: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row before its times are interpreted. Without `leave`, the stay lasts `minutes`."""

    line: int
    name: str
    email: str
    join: ReportTime
    leave: ReportTime | None
    minutes: float | None


def read_report(content: bytes, zone: ZoneInfo, session: TimeSpan) -> Report:
    """Read a report. `zone` and `session` help to interpret times that state no zone, or an ambiguous date.

    Raises `BadFile` with every fault and its line.
    """
    rows = read_rows(content)
    header = next((n for n, row in enumerate(rows[:HEADER_WITHIN]) if ReportColumns.of(row.cells).list_people), None)
    if header is None:
        raise BadFile([FileFault("no column", "Name, Join time, Leave time", rows[0].line)])
    columns = ReportColumns.of(rows[header].cells)
    if columns.join is None or (columns.leave is None and columns.duration is None):
        raise BadFile([FileFault("no times")])
    people = [row for row in rows[header + 1 :] if fold(row[columns.waiting_room]) not in _YES]
    attendees = [row for row in people if not _STAFF.search(header_key(row[columns.role]))]
    entries = _without_faults([_read_entry(row, columns) for row in attendees])
    if not entries:
        raise BadFile([FileFault("empty")])
    spans, assumed_zone = _interpret_times(entries, zone, session)
    return Report(_merge(entries, spans), len(entries), assumed_zone, len(people) - len(attendees))


def _without_faults(read: Sequence[_Entry | FileFault]) -> list[_Entry]:
    if faults := [each for each in read if isinstance(each, FileFault)]:
        raise BadFile(faults)
    return [each for each in read if isinstance(each, _Entry)]


def _read_entry(row: CsvRow, columns: ReportColumns) -> _Entry | FileFault:
    name, email = columns.name_in(row)[:MAX_NAME], row[columns.email]
    if not name and not email:
        return FileFault("no name", "", row.line)
    join, leave = parse_time(row[columns.join]), parse_time(row[columns.leave])
    minutes = _minutes(row[columns.duration])
    if join is None:
        return FileFault("not a time", row[columns.join], row.line)
    if leave is None and (row[columns.leave] or minutes is None):
        return FileFault("not a time", row[columns.leave], row.line)
    return _Entry(row.line, name or email, email if "@" in email else "", join, leave, minutes)


def _minutes(text: str) -> float | None:
    """The minutes in `57`, `57 min` or `0:57:10`."""
    if match := re.fullmatch(r"(?:(\d+):)?(\d{1,2}):(\d{2})", text):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return hours * 60 + minutes + seconds / 60
    match = re.match(r"\d{1,6}(?:[.,]\d+)?(?!\d)", text)
    return float(match[0].replace(",", ".")) if match else None


def _interpret_times(entries: Sequence[_Entry], zone: ZoneInfo, session: TimeSpan) -> tuple[list[TimeSpan], str | None]:
    """Each entry's span in UTC, and the zone that was assumed, or None if every time states its zone.

    Every zone (`zone`, UTC) and date order is tried; the one that puts the most time into the session is right. The
    first wins a tie: `zone`, and month first if the times are written with am and pm.
    """
    day = session[0].astimezone(zone).date()
    orders = [DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST]
    if entries[0].join.twelve_hour:
        orders.reverse()
    readings: list[tuple[list[TimeSpan], tzinfo]] = []
    faults: list[FileFault] = []
    zones: tuple[tzinfo, ...] = (zone, UTC)
    for assumed in zones:
        for order in orders:
            read = [_span(entry, order, assumed, day) for entry in entries]
            faults = faults or [each for each in read if isinstance(each, FileFault)]
            spans = [each for each in read if not isinstance(each, FileFault)]
            if len(spans) == len(entries):
                readings.append((spans, assumed))
    if not readings:
        raise BadFile(faults)
    best, assumed = max(readings, key=lambda reading: time_within(reading[0], session))
    return best, None if all(entry.join.zone for entry in entries) else str(assumed)


def _span(entry: _Entry, order: DateOrder, zone: tzinfo, day: date) -> TimeSpan | FileFault:
    try:
        start = entry.join.instant(order, zone, day)
        end = entry.leave.instant(order, zone, day) if entry.leave else start + timedelta(minutes=entry.minutes or 0)
    except (ValueError, OverflowError):
        return FileFault("not a time", entry.name, entry.line)
    if end < start and entry.leave and entry.leave.year is None:
        end += timedelta(days=1)  # past midnight
    return (start, end) if start <= end else FileFault("left before coming", entry.name, entry.line)


def time_within(spans: Iterable[TimeSpan], session: TimeSpan) -> timedelta:
    """How long `spans` lie in `session`; overlaps count once."""
    clipped = [(max(start, session[0]), min(end, session[1])) for start, end in spans]
    return sum((end - start for start, end in union(span for span in clipped if span[0] < span[1])), timedelta())


def _merge(entries: Sequence[_Entry], spans: Sequence[TimeSpan]) -> list[Attendee]:
    """One attendee for each address, and for each name without one; a name joins the address it has in another row."""
    attendees: dict[str, Attendee] = {}
    address_of = {fold(entry.name): fold(entry.email) for entry in entries if entry.email}
    for entry, span in zip(entries, spans, strict=True):
        key = fold(entry.email) or address_of.get(fold(entry.name)) or fold(entry.name)
        attendee = attendees.setdefault(key, Attendee(entry.name, entry.email))
        attendee.email = attendee.email or entry.email
        attendee.rows += 1
        attendee.spans.append(span)
    for attendee in attendees.values():
        attendee.spans = union(attendee.spans)
    return list(attendees.values())
