"""The tables as CSV, one file each in a zip: RFC 4180, in UTF-8 with the byte-order mark that Excel asks for.

Rows are turned into columns and back, some at a time: that takes a quarter of what Python's csv module does.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, BinaryIO

from bot.export.instants import iso
from bot.export.table import Cell, Column, Row, Table, Type

_MARK = "\ufeff"
_ACTS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula."""
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
AT_ONCE = 2_000
"""So many rows are held while they are written."""


def write_csv(tables: Iterable[Table], target: BinaryIO, now: datetime) -> None:
    """A zip of one CSV a table."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in tables:
            member = zipfile.ZipInfo(f"{table.name}.csv", now.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(member, "w") as file:
                file.write(_MARK.encode())
                for lines in _lines(table):
                    file.write(lines.encode())


def _lines(table: Table) -> Iterator[str]:
    """The headings, then some rows at a time."""
    yield ",".join(column.id for column in table.columns) + "\r\n"
    rows = table.read()
    while some := list(islice(rows, AT_ONCE)):
        columns = [_column(*each) for each in zip(table.columns, zip(*some, strict=True), strict=True)]
        yield "\r\n".join(map(",".join, zip(*columns, strict=True))) + "\r\n"


def _column(column: Column, cells: Row) -> Iterator[str]:
    """`cells` as the file has them; each that comes again is written once."""
    write = _writing(column)
    as_csv: dict[Cell, str] = {cell: write(cell) for cell in set(cells) if cell is not None}
    as_csv[None] = ""  # as an empty text is
    return map(as_csv.__getitem__, cells)


def _writing(column: Column) -> Callable[[Any], str]:
    """What writes a cell of `column` that is not empty: chosen once, since there may be a million of them."""
    if column.type is Type.NUMBER:
        return f"{{:.{column.decimals}f}}".format if column.decimals else str
    writers: dict[Type, Callable[[Any], str]] = {Type.TEXT: _text, Type.INSTANT: iso, Type.BOOLEAN: _flag}
    return writers[column.type]


def _text(text: str) -> str:
    return quoted(harmless(text))


def _flag(value: bool) -> str:
    return "true" if value else "false"


def harmless(text: str) -> str:
    """`text`, with `'` before it where a spreadsheet would reckon it; all of it is kept."""
    return f"'{text}" if text.startswith(_ACTS) and not _NUMBER.fullmatch(text) else text


def quoted(text: str) -> str:
    """`text` in quotes where RFC 4180 asks for them.

    >>> quoted('Anne "Nan" Phiri'), quoted("Anne")
    ('"Anne ""Nan"" Phiri"', 'Anne')
    """
    if '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return f'"{text}"' if "," in text or "\n" in text or "\r" in text else text
