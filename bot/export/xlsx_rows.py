"""The rows of a worksheet, as XML. The rest of the workbook is made by openpyxl.

A library that writes row by row is too slow. For 100,000 answers (800,000 cells), which may take 15 s, the whole export
was measured at 7 s and 76 MB with this module, and at 21 s and 86 MB with XlsxWriter 3.3's constant-memory mode;
openpyxl 3.1's write-only mode took 28 s for the cells alone. With the answers in words (1,500,000 cells) it takes 10 s.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from openpyxl.utils import get_column_letter

from bot.export.characters import UNPRINTABLE, escape_codes
from bot.export.table import Cell, Column, Table, Type

LONGEST = 32_767
"""The longest text that Excel accepts in a cell, in UTF-16 code units."""
_LINE, _TALLEST = 15, 409
"""The height of a line and of the highest possible row, in points."""

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a worksheet's dates have no zone
_DAY = timedelta(days=1)
_MORE = "…"
_MARKUP = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord("\r"): "&#13;"}
_ESCAPES = {**UNPRINTABLE, **_MARKUP}
_TO_ESCAPE = re.compile("[" + "".join(re.escape(chr(code)) for code in _ESCAPES) + "]")


@dataclass(frozen=True, slots=True)
class Styles:
    """The workbook's cell styles, by number."""

    text: int
    wrapped: int
    number: int
    decimals: int
    instant: int
    boolean: int


def rows_as_xml(table: Table, styles: Styles, widths: Sequence[float], zone: ZoneInfo, first_row: int) -> Iterator[str]:
    """A `<row>` for each row of `table`, numbered from `first_row`; `widths` are column widths in characters."""
    columns = [
        (get_column_letter(place), _writer(column, int(width), styles, zone))
        for place, (column, width) in enumerate(zip(table.columns, widths, strict=True), 1)
    ]
    for number, row in enumerate(table.rows, first_row):
        cells, lines = [], 1
        for (letter, write), cell in zip(columns, row, strict=True):
            if cell is not None:
                written, taken = write(cell)
                cells.append(f'<c r="{letter}{number}"{written}')
                lines = max(lines, taken)
        yield f'<row r="{number}"{_height(lines)}>{"".join(cells)}</row>'


_Writer = Callable[[Cell], tuple[str, int]]
"""Returns the XML of a cell after its place, and how many lines the cell takes."""


def _height(lines: int) -> str:
    """The height of a row for its text with the most lines: not every program computes it."""
    return f' ht="{min(lines * _LINE, _TALLEST)}"' if lines > 1 else ""


def _writer(column: Column, width: int, styles: Styles, zone: ZoneInfo) -> _Writer:
    """A function that writes the cells of one column.

    In a long table most cells of a column repeat, so results are cached.
    """
    number_style = styles.decimals if column.decimals else styles.number

    def text(cell: Cell) -> tuple[str, int]:
        words = str(cell)
        wraps = len(words) > width or "\n" in words
        lines = sum(1 + len(line) // width for line in words.splitlines()) if wraps else 1
        style = styles.wrapped if wraps else styles.text
        return f' s="{style}" t="inlineStr"><is><t xml:space="preserve">{as_xml(words)}</t></is></c>', lines

    def number(cell: Cell) -> tuple[str, int]:
        return f' s="{number_style}"><v>{cell}</v></c>', 1

    def boolean(cell: Cell) -> tuple[str, int]:
        return f' s="{styles.boolean}" t="b"><v>{1 if cell else 0}</v></c>', 1

    def instant(cell: Cell) -> tuple[str, int]:
        assert isinstance(cell, datetime)
        return f' s="{styles.instant}"><v>{serial(cell, zone)}</v></c>', 1

    writers: dict[Type, _Writer] = {Type.TEXT: text, Type.NUMBER: number, Type.BOOLEAN: boolean, Type.INSTANT: instant}
    return lru_cache(maxsize=1024)(writers[column.type])


def serial(at: datetime, zone: ZoneInfo) -> float:
    """The serial number of a date in a worksheet: days since 1899-12-30 in local time of `zone`, in whole seconds."""
    return (at.astimezone(zone).replace(tzinfo=None, microsecond=0) - _EPOCH) / _DAY


def as_xml(text: str) -> str:
    """Shorten `text` to `LONGEST`, and escape it for a worksheet's XML."""
    return _TO_ESCAPE.sub(lambda found: _ESCAPES[ord(found[0])], escape_codes(_fitting(text)))


def _fitting(text: str) -> str:
    """Cut a text that is longer than `LONGEST`, and end it with an ellipsis."""
    if len(text) * 2 <= LONGEST:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= LONGEST * 2:
        return text
    return units[: (LONGEST - 1) * 2].decode("utf-16-le", "ignore") + _MORE
