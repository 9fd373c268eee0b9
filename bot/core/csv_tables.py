"""CSV files as people bring them: whatever Excel, Zoom or a colleague made of encoding and separator."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.core.errors import BadFile, Fault
from bot.core.text import fold, plain

LARGEST = 1024 * 1024
"""Most bytes a file may have."""
ROWS = 20_000
COLUMNS = 200
SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class Row:
    """One record, and the line of the file it begins on."""

    line: int
    cells: tuple[str, ...]

    def __getitem__(self, column: int | None) -> str:
        """The cell of that column, trimmed; empty where the row is shorter, or there is no such column."""
        if column is None or column >= len(self.cells):
            return ""
        return self.cells[column]


def read_rows(content: bytes) -> list[Row]:
    """The rows that hold anything. Raises `BadFile` where there are none, where it is no CSV file, or too large."""
    if len(content) > LARGEST:
        raise BadFile([Fault("too large")])
    text = decoded(content)
    if "\0" in text.strip("\0"):  # a spreadsheet, a picture... under the name of a CSV
        raise BadFile([Fault("not csv")])
    rows = list(islice(_rows(text.strip("\0")), ROWS + 1))
    if len(rows) > ROWS:
        raise BadFile([Fault("too large")])
    if not rows:
        raise BadFile([Fault("empty")])
    return rows


def decoded(content: bytes) -> str:
    """The text, by its byte-order mark, else as UTF-8, else as Windows writes it in Western Europe."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if content[1:2] == b"\0" or content[:1] == b"\0":
        return content.decode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _rows(text: str) -> Iterator[Row]:
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=_separator(text))
    began = 1
    try:
        for cells in reader:
            if len(cells) > COLUMNS:
                raise BadFile([Fault("too wide", line=began)])
            trimmed = tuple(plain(cell).strip() for cell in cells)
            if any(trimmed) and not fold(trimmed[0]).startswith("sep="):
                yield Row(began, trimmed)
            began = reader.line_num + 1
    except csv.Error:
        raise BadFile([Fault("not csv", line=began)]) from None


def _separator(text: str) -> str:
    """The one that cuts some line of the beginning into most cells."""
    beginning = text[:20_000].splitlines()[:20]

    def most_cells(separator: str) -> int:
        return max((len(cells) for cells in csv.reader(beginning, delimiter=separator)), default=0)

    return max(SEPARATORS, key=most_cells)


def header_key(words: str) -> str:
    """A column's heading as it is compared: no accents, case or punctuation.

    >>> header_key("Heure d’arrivée")
    'heure d arrivee'
    """
    return " ".join("".join(c if c.isalnum() else " " for c in fold(words)).split())


def column(header: Sequence[str], *names: str) -> int | None:
    """Where the first of `names` stands in `header`; its last place where it stands there twice."""
    keys = [header_key(cell) for cell in header]
    for name in names:
        if name in keys:
            return len(keys) - 1 - keys[::-1].index(name)
    return None
