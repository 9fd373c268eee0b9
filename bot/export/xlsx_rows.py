"""Rows of a worksheet as the XML that a workbook holds.

A library writes a cell in ten microseconds or more, a hundred thousand rows in half a minute:
this writes them in a few seconds. The rest of the workbook is openpyxl's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from openpyxl.utils import get_column_letter

from bot.export.table import Cell, Column, Table, Type

LONGEST = 32_767
"""Excel takes no longer text in a cell, in UTF-16 units."""
WRAPS_AFTER = 60
"""A text longer than this, in characters, is shown on several lines."""

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a worksheet's dates have no zone
_DAY = timedelta(days=1)
_MORE = "…"
_MARKUP = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord("\r"): "&#13;"}
_CONTROLS = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"}
_UNPRINTABLE = {**_CONTROLS, 0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}
_ESCAPES = {**_UNPRINTABLE, **_MARKUP}
_TO_ESCAPE = re.compile("[" + "".join(re.escape(chr(code)) for code in _ESCAPES) + "]")


@dataclass(frozen=True, slots=True)
class Styles:
    """Numbers of the workbook's cell styles."""

    plain: int
    wrapped: int
    instant: int
    decimals: int


def rows_as_xml(table: Table, styles: Styles, zone: ZoneInfo, first_row: int) -> Iterator[str]:
    """One `<row>` a row of `table`, numbered from `first_row` on."""
    columns = [
        (get_column_letter(place), _writer(column, styles, zone)) for place, column in enumerate(table.columns, 1)
    ]
    for number, row in enumerate(table.rows, first_row):
        yield f'<row r="{number}">{_cells(number, columns, row)}</row>'


_Writer = Callable[[str, Cell], str]


def _cells(number: int, columns: Sequence[tuple[str, _Writer]], row: Sequence[Cell]) -> str:
    filled = (pair for pair in zip(columns, row, strict=True) if pair[1] is not None)
    return "".join([write(f"{letter}{number}", cell) for (letter, write), cell in filled])


def _writer(column: Column, styles: Styles, zone: ZoneInfo) -> _Writer:
    number_style = styles.decimals if column.decimals else styles.plain

    def text(place: str, cell: Cell) -> str:
        words = str(cell)
        style = styles.wrapped if len(words) > WRAPS_AFTER or "\n" in words else styles.plain
        return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{as_xml(words)}</t></is></c>'

    def number(place: str, cell: Cell) -> str:
        return f'<c r="{place}" s="{number_style}"><v>{cell}</v></c>'

    def boolean(place: str, cell: Cell) -> str:
        return f'<c r="{place}" s="{styles.plain}" t="b"><v>{1 if cell else 0}</v></c>'

    def instant(place: str, cell: Cell) -> str:
        assert isinstance(cell, datetime)
        return f'<c r="{place}" s="{styles.instant}"><v>{serial(cell, zone)}</v></c>'

    return {Type.TEXT: text, Type.NUMBER: number, Type.BOOLEAN: boolean, Type.INSTANT: instant}[column.type]


def serial(at: datetime, zone: ZoneInfo) -> float:
    """`at` as worksheets keep a date: days since the end of 1899, by the clock of `zone`, whole seconds."""
    return (at.astimezone(zone).replace(tzinfo=None, microsecond=0) - _EPOCH) / _DAY


def as_xml(text: str) -> str:
    """`text` within a worksheet's XML."""
    return _TO_ESCAPE.sub(lambda found: _ESCAPES[ord(found[0])], _fitting(text))


def printable_text(text: str) -> str:
    """`text` with control characters, which XML has no place for, as their pictures (␀)."""
    return text.translate(_UNPRINTABLE)


def _fitting(text: str) -> str:
    """`text`, cut with an ellipsis where it is longer than a cell holds."""
    if len(text) * 2 <= LONGEST:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= LONGEST * 2:
        return text
    return units[: (LONGEST - 1) * 2].decode("utf-16-le", "ignore") + _MORE
