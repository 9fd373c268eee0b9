"""The tables as CSV, one file each in a zip: RFC 4180, in UTF-8 with the byte-order mark that Excel asks for."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO

from bot.export.instants import iso
from bot.export.table import Cell, Column, Table

_ACTS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula."""
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")


def write_csv(tables: Iterable[Table], target: BinaryIO, now: datetime) -> None:
    """A zip of one CSV a table."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in tables:
            member = zipfile.ZipInfo(f"{table.name}.csv", now.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(member, "w") as raw, io.TextIOWrapper(raw, "utf-8-sig", newline="") as file:
                _write(table, file)


def _write(table: Table, file: io.TextIOBase) -> None:
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(column.id for column in table.columns)
    for row in table.rows:
        writer.writerow([written(column, cell) for column, cell in zip(table.columns, row, strict=True)])


def written(column: Column, cell: Cell) -> str:
    """`cell` as CSV has it, before any quoting.

    >>> written(Column("text"), "- more exchange"), written(Column("text"), "-5")
    ("'- more exchange", '-5')
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, datetime):
        return iso(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"{cell:.{column.decimals}f}" if column.decimals else str(cell)


def harmless(text: str) -> str:
    """`text`, with `'` before it where a spreadsheet would reckon it; all of it is kept."""
    return f"'{text}" if text.startswith(_ACTS) and not _NUMBER.fullmatch(text) else text
