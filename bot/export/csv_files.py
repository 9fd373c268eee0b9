"""The tables as CSV, one file each in a zip: RFC 4180, in UTF-8 with the byte-order mark that Excel asks for."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, BinaryIO

from bot.export.instants import iso
from bot.export.table import Cell, Column, Table, Type

_MARK = "\ufeff"  # written once: the codec that does it by itself looks at every row for it
_ACTS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula."""
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")


def write_csv(tables: Iterable[Table], target: BinaryIO, now: datetime) -> None:
    """A zip of one CSV a table."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in tables:
            member = zipfile.ZipInfo(f"{table.name}.csv", now.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(member, "w") as raw, io.TextIOWrapper(raw, "utf-8", newline="") as file:
                file.write(_MARK)
                _write(table, file)


def _write(table: Table, file: io.TextIOBase) -> None:
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(column.id for column in table.columns)
    as_csv = [_writing(column) for column in table.columns]
    # Straight from what reads them: here None and an empty text are written alike.
    writer.writerows(
        ["" if cell is None else write(cell) for write, cell in zip(as_csv, row, strict=True)] for row in table.read()
    )


def written(column: Column, cell: Cell) -> str:
    """`cell` as CSV has it, before any quoting.

    >>> written(Column("text"), "- more exchange"), written(Column("text"), "-5")
    ("'- more exchange', '-5')
    """
    return "" if cell is None else _writing(column)(cell)


def _writing(column: Column) -> Callable[[Any], str]:
    """What writes a cell of `column` that is not empty: chosen once, since there may be a million of them."""
    if column.type is Type.NUMBER:
        return f"{{:.{column.decimals}f}}".format if column.decimals else str
    writers: dict[Type, Callable[[Any], str]] = {Type.TEXT: harmless, Type.INSTANT: iso, Type.BOOLEAN: _flag}
    return writers[column.type]


def _flag(value: bool) -> str:
    return "true" if value else "false"


@lru_cache(maxsize=4096)  # names, statuses and sessions come again in every row
def harmless(text: str) -> str:
    """`text`, with `'` before it where a spreadsheet would reckon it; all of it is kept."""
    return f"'{text}" if text.startswith(_ACTS) and not _NUMBER.fullmatch(text) else text
