"""The tables as CSV, one file each in a zip: RFC 4180, in UTF-8 with the byte-order mark that Excel needs."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, BinaryIO

from bot.core.csv_cells import harmless
from bot.export.instants import iso
from bot.export.table import Column, Row, Table, Type


def write_csv(tables: Iterable[Table], target: BinaryIO, now: datetime) -> None:
    """A zip of one CSV a table."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in tables:
            member = zipfile.ZipInfo(f"{table.name}.csv", now.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(member, "w") as file, io.TextIOWrapper(file, "utf-8-sig", newline="") as text:
                _write(table, text)


def _write(table: Table, file: io.TextIOBase) -> None:
    converters = [_converter(column) for column in table.columns]

    def converted(row: Row) -> list[str | None]:
        return [None if cell is None else convert(cell) for cell, convert in zip(row, converters, strict=True)]

    lines = csv.writer(file)
    lines.writerow(column.id for column in table.columns)
    lines.writerows(map(converted, table.read()))


def _converter(column: Column) -> Callable[[Any], str]:
    """The function that converts a non-empty cell of `column`."""
    if column.type is Type.NUMBER:
        return f"{{:.{column.decimals}f}}".format if column.decimals else str
    converters: dict[Type, Callable[[Any], str]] = {
        Type.TEXT: lru_cache(maxsize=1024)(harmless),  # most cells are like others of their column
        Type.INSTANT: iso,
        Type.BOOLEAN: lambda cell: "true" if cell else "false",
    }
    return converters[column.type]
