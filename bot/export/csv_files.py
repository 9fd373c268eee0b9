"""The tables as CSV, one file each in a zip: RFC 4180, in UTF-8 with the byte-order mark that Excel needs."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, BinaryIO

from bot.core.csv_cells import harmless
from bot.export.instants import iso
from bot.export.table import Cell, Column, Row, Table, Type

BYTE_ORDER_MARK = "\ufeff"
AT_ONCE = 2_000
"""How many rows are held in memory."""


def write_csv(tables: Iterable[Table], target: BinaryIO, now: datetime) -> None:
    """A zip of one CSV a table."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in tables:
            member = zipfile.ZipInfo(f"{table.name}.csv", now.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(member, "w") as file, io.TextIOWrapper(file, "utf-8", newline="") as text:
                text.write(BYTE_ORDER_MARK)
                _write(table, text)


def _write(table: Table, file: io.TextIOBase) -> None:
    """Rows are converted column by column, `AT_ONCE` at a time: that takes half the time of row by row."""
    lines = csv.writer(file)
    lines.writerow(column.id for column in table.columns)
    rows = table.read()
    while some := list(islice(rows, AT_ONCE)):
        columns = [_converted(*each) for each in zip(table.columns, zip(*some, strict=True), strict=True)]
        lines.writerows(zip(*columns, strict=True))


def _converted(column: Column, cells: Row) -> Iterator[str | None]:
    """The text of each cell; equal cells are converted once."""
    convert = _converter(column)
    texts: dict[Cell, str | None] = {cell: None if cell is None else convert(cell) for cell in set(cells)}
    return map(texts.__getitem__, cells)


def _converter(column: Column) -> Callable[[Any], str]:
    """The function that converts a non-empty cell of `column`."""
    if column.type is Type.NUMBER:
        return f"{{:.{column.decimals}f}}".format if column.decimals else str
    converters: dict[Type, Callable[[Any], str]] = {
        Type.TEXT: harmless,
        Type.INSTANT: iso,
        Type.BOOLEAN: lambda cell: "true" if cell else "false",
    }
    return converters[column.type]
