"""Cuts a report into its tables.

Zoom writes panelists and attendees below each other, Teams a summary and the stays.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.core.csv_tables import CsvRow
from bot.features.attendance.report_columns import NOTHING, ReportColumns

_DATA = re.compile(r"@|\d[:h/.-]\d|\d{5}")
"""Values that only occur in rows about a person or a meeting, not in headings: an address, a time, a date, a number."""

_STATED_ZONE = re.compile(r"\((?:utc|gmt)[^)]*\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReportTable:
    """The rows of people beneath one row of headings."""

    columns: ReportColumns
    rows: list[CsvRow] = field(default_factory=list)


def cut_into_tables(rows: Sequence[CsvRow]) -> tuple[list[ReportTable], int]:
    """The tables of people, and the number of all other rows: titles, headings, and rows about the meeting."""
    tables: list[ReportTable] = []
    is_inside, others = False, 0
    for n, row in enumerate(rows):
        columns = _people_columns(row)
        if columns:
            tables.append(ReportTable(columns))
            is_inside = True
        elif is_inside and not _is_title(row, rows[n + 1 : n + 2]):
            tables[-1].rows.append(row)
            continue
        else:
            is_inside = False
        others += 1
    return tables, others


def _people_columns(row: CsvRow) -> ReportColumns | None:
    """The columns, if this is the row of headings of a table of people."""
    if _has_data(row):
        return None
    columns = ReportColumns.of(row.cells)
    return columns if columns.list_people else None


def _has_data(row: CsvRow) -> bool:
    return any(cell in NOTHING or _DATA.search(_STATED_ZONE.sub("", cell)) for cell in row.cells)


def _is_title(row: CsvRow, following: Sequence[CsvRow]) -> bool:
    """Whether this is the title of the next table: one cell, and headings below it."""
    return _filled(row) == 1 and any(_filled(each) > 1 and not _has_data(each) for each in following)


def _filled(row: CsvRow) -> int:
    return sum(map(bool, row.cells))
