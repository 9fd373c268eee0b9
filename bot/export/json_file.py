"""The tables as one JSON object: a list per table, null for empty cells."""

import io
import json
from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO

from bot.export.instants import iso
from bot.export.table import Table

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def write_json(tables: Iterable[Table], target: BinaryIO) -> None:
    """One record per line, so that neither the writer nor a line-based reader needs the whole file in memory."""
    file = io.TextIOWrapper(target, "utf-8", newline="\n")
    file.write("{")
    for number, table in enumerate(tables):
        file.write(",\n" if number else "\n")
        _write(table, file)
    file.write("\n}\n")
    file.detach()


def _write(table: Table, file: io.TextIOBase) -> None:
    file.write(f"{json.dumps(table.name)}: [")
    separator = "\n"
    for record in table.records():
        written = {id: iso(cell) if isinstance(cell, datetime) else cell for id, cell in record.items()}
        file.write(separator + _ENCODER.encode(written))
        separator = ",\n"
    file.write("\n]")
