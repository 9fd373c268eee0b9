"""Read CSV files as Excel, Zoom and people write them: any usual encoding and separator."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.core.errors import BadFile, FileFault
from bot.core.text import fold, plain, without_marks

MAX_BYTES = 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 200
SEPARATORS = ",;\t"
_FORMULA = re.compile('="(.*)"', re.DOTALL)


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One record, and the number of the line on which it begins."""

    line: int
    cells: tuple[str, ...]

    def __getitem__(self, column: int | None) -> str:
        """The trimmed cell of that column. It is empty if the row is shorter, or if `column` is None."""
        if column is None or column >= len(self.cells):
            return ""
        return self.cells[column]


def read_rows(content: bytes) -> list[CsvRow]:
    """Every row that is not blank, without control characters.

    Raises `BadFile` when there are none, when the content is not CSV, or when it exceeds one of the limits above.
    """
    if len(content) > MAX_BYTES:
        raise BadFile([FileFault("too large")])
    text = decode(content)
    if "\0" in text.strip("\0"):  # a spreadsheet or a picture with the extension .csv
        raise BadFile([FileFault("not csv")])
    rows = list(islice(_rows(text.strip("\0")), MAX_ROWS + 1))
    if len(rows) > MAX_ROWS:
        raise BadFile([FileFault("too large")])
    if not rows:
        raise BadFile([FileFault("empty")])
    return rows


def decode(content: bytes) -> str:
    """Decode by the byte-order mark; without one as UTF-16 if a first byte is null, UTF-8, or Windows-1252."""
    if content.startswith(codecs.BOM_UTF8):
        return content.decode("utf-8-sig", "replace")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    if content[1:2] == b"\0" or content[:1] == b"\0":
        return content.decode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _rows(text: str) -> Iterator[CsvRow]:
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=_separator(text))
    first_line = 1
    try:
        for cells in reader:
            if len(cells) > MAX_COLUMNS:
                raise BadFile([FileFault("too wide", line=first_line)])
            trimmed = tuple(_cleaned(cell) for cell in cells)
            if any(trimmed) and not fold(trimmed[0]).startswith("sep="):
                yield CsvRow(first_line, trimmed)
            first_line = reader.line_num + 1
    except csv.Error:
        raise BadFile([FileFault("not csv", line=first_line)]) from None


def _cleaned(cell: str) -> str:
    """A cell without spaces around it and without invisible marks. `="12"`, which keeps Excel from rounding, is 12."""
    words = without_marks(plain(cell)).strip()
    match = _FORMULA.fullmatch(words)
    return match[1].strip() if match else words


def _separator(text: str) -> str:
    """The separator that gives the most cells in any of the first 20 lines. In a tie the first line decides."""
    beginning = text[:20_000].splitlines()[:20]

    def most_cells(separator: str) -> tuple[int, int]:
        counts = [len(cells) for cells in csv.reader(beginning, delimiter=separator)] or [0]
        return max(counts), counts[0]

    return max(SEPARATORS, key=most_cells)


def header_key(heading: str) -> str:
    """A column's heading without accents, case or punctuation, for comparison.

    >>> header_key("Heure d’arrivée")
    'heure d arrivee'
    """
    return " ".join("".join(c if c.isalnum() else " " for c in fold(heading)).split())


def find_column(header: Sequence[str], *names: str) -> int | None:
    """The index of the first of `names` that `header` contains; the last index when it occurs twice."""
    keys = [header_key(cell) for cell in header]
    for name in names:
        if name in keys:
            return len(keys) - 1 - keys[::-1].index(name)
    return None
