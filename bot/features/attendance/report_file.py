"""Reads a participants report of Zoom, KUDO, Teams, Webex or Google Meet: who was there, from when to when."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo

from bot.core.csv_tables import CsvRow, header_key, read_rows
from bot.core.errors import BadFile, FileFault
from bot.core.text import fold
from bot.features.attendance.model import TimeSpan
from bot.features.attendance.name_matching import words_of
from bot.features.attendance.report_attendees import Attendee, ReportEntry, merged
from bot.features.attendance.report_columns import ReportColumns, value
from bot.features.attendance.report_model import Skipped
from bot.features.attendance.report_spans import interpret_times
from bot.features.attendance.report_tables import ReportTable, cut_into_tables
from bot.features.attendance.report_times import parse_time

MAX_NAME = 100
"""Longest name kept, in characters."""
_STAFF = re.compile(r"interpret|operat|technic")
_YES = frozenset({"yes", "oui", "true", "1", "y", "o"})
_NO = frozenset({"no", "non", "false", "0", "n", "absent"})


@dataclass(frozen=True, slots=True)
class Report:
    """`rows`: all rows of the file that are not blank; each is one of an attendee, or in `skipped`, by reason.

    `zone`: the time zone that was assumed or given, None if the report states its own.
    """

    attendees: list[Attendee]
    rows: int
    skipped: Mapping[Skipped, int]
    zone: str | None


def read_report(content: bytes, zone: ZoneInfo, session: TimeSpan, given: tzinfo | None = None) -> Report:
    """Read a report. `zone` and `session` help to interpret times that state no zone, or an ambiguous date.

    `given`: the zone of such times, if an organiser entered it. Raises `BadFile` with every fault and its line.
    """
    rows = read_rows(content)
    tables, others = cut_into_tables(rows)
    if not tables:
        raise BadFile([FileFault("no column", "Name, Join time, Leave time", rows[0].line)])
    if not any(table.columns.list_times for table in tables):
        raise BadFile([FileFault("no times")])
    entries, skipped = _read_tables(tables)
    skipped[Skipped.ABOUT] += others
    if not entries:
        raise BadFile([FileFault("empty")])
    spans, assumed = interpret_times(entries, (given,) if given else (zone, UTC), session)
    return Report(merged(entries, spans), len(rows), skipped, assumed)


def _read_tables(tables: list[ReportTable]) -> tuple[list[ReportEntry], Counter[Skipped]]:
    """The entries of all tables, and the number of skipped rows by reason. Raises `BadFile`.

    A table with one row per person comes last: it is used only for people who have no row in another table.
    """
    entries: list[ReportEntry] = []
    faults: list[FileFault] = []
    skipped: Counter[Skipped] = Counter()
    for table in sorted(tables, key=lambda table: table.columns.summarises):
        known = {_person(entry) for entry in entries} if table.columns.summarises else set()
        for row in table.rows:
            read = _reason_to_skip(row, table.columns) or _read_entry(row, table.columns)
            if isinstance(read, ReportEntry) and _person(read) in known:
                read = Skipped.REPEATED
            if isinstance(read, Skipped):
                skipped[read] += 1
            elif isinstance(read, FileFault):
                faults.append(read)
            else:
                entries.append(read)
    if faults:
        raise BadFile(sorted(faults, key=lambda fault: fault.line))
    return entries, skipped


def _person(entry: ReportEntry) -> tuple[str, frozenset[str]]:
    return fold(entry.email), words_of(entry.name)


def _reason_to_skip(row: CsvRow, columns: ReportColumns) -> Skipped | None:
    if fold(row[columns.waiting_room]) in _YES:
        return Skipped.WAITING
    if fold(row[columns.attended]) in _NO:
        return Skipped.ABSENT
    if not any(value(row, column) for column in (columns.join, columns.leave)):
        return Skipped.NO_TIMES
    return Skipped.STAFF if _STAFF.search(header_key(row[columns.role])) else None


def _read_entry(row: CsvRow, columns: ReportColumns) -> ReportEntry | FileFault:
    name, email = columns.name_in(row)[:MAX_NAME], value(row, columns.email)
    if not name and not email:
        return FileFault("no name", "", row.line)
    came, left = value(row, columns.join), value(row, columns.leave)
    join, leave = parse_time(came), parse_time(left)
    minutes = _minutes(value(row, columns.duration))
    if join is None:
        return FileFault("not a time", came, row.line)
    if leave is None and (left or minutes is None):
        return FileFault("not a time", left, row.line)
    join = replace(join, zone=join.zone or columns.zone)
    leave = leave and replace(leave, zone=leave.zone or columns.zone)
    return ReportEntry(row.line, name or email, email if "@" in email else "", join, leave, minutes)


_LENGTH = re.compile(r"(?:(\d+) ?h\w*[ ,]*)?(?:(\d+) ?m\w*[ ,]*)?(?:(\d+) ?s\w*)?")


def _minutes(text: str) -> float | None:
    """The minutes in `57`, `57 min`, `0:57:10` or `1h 5m 10s`."""
    folded = fold(text)
    match = re.fullmatch(r"(?:(\d+):)?(\d{1,2}):(\d{2})", folded) or (folded and _LENGTH.fullmatch(folded))
    if match:
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return hours * 60 + minutes + seconds / 60
    match = re.match(r"\d{1,6}(?:[.,]\d+)?(?!\d)", folded)
    return float(match[0].replace(",", ".")) if match else None
