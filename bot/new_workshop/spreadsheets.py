"""Reads an organiser's spreadsheet, XLSX or CSV, into rows of values."""

import io
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar

from bot.core.csv_tables import MAX_COLUMNS, MAX_ROWS, find_column, header_key, read_rows
from bot.core.errors import BadFile
from bot.core.text import plain, without_marks
from bot.faults import quoted
from bot.i18n.phrase import Phrase, _
from bot.new_workshop.sheet_faults import FaultySheets, SheetFault, Unfit

MAX_XLSX_BYTES = 10 * 1024 * 1024
_HEADER_WITHIN = 20
"""The rows in which the headings are looked for: some spreadsheets have a title above them."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell whose value could not be read."""

    what: Phrase


Value = str | int | float | date | datetime | time | timedelta | Broken


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    values: tuple[Value, ...]

    def __getitem__(self, column: int | None) -> Value:
        """The value in that column, or an empty text."""
        return "" if column is None or column >= len(self.values) else self.values[column]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows below the headings, without empty ones. `faults` collects their faults."""

    file: Path
    header: tuple[str, ...]
    header_row: int
    rows: tuple[Row, ...]
    faults: list[SheetFault] = field(default_factory=list)

    def column(self, *names: str) -> int | None:
        return find_column(self.header, *names)

    def languages(self, *prefixes: str) -> dict[str, int]:
        """The columns such as `title_fr`, by the text after the prefix, as it is written."""
        found = {}
        for index, heading in enumerate(self.header):
            first, _sep, rest = heading.strip().replace(" ", "_").partition("_")
            if header_key(first) in prefixes and rest:
                found[rest] = index
        return found

    def fault(self, row: int | None, column: int | None, what: Phrase, would_do: Phrase) -> None:
        heading = None if column is None else self.header[column]
        self.faults.append(SheetFault(self.file, row, heading, what, would_do))

    def read(self, row: Row, column: int | None, parse: Callable[[Value], T]) -> T | None:
        """The value of a cell. If it is not valid, None, and a fault is added."""
        value = row[column]
        try:
            if isinstance(value, Broken):
                raise Unfit(value.what, _("write the value itself"))
            return parse(value)
        except Unfit as unfit:
            self.fault(row.number, column, unfit.what, unfit.would_do)
            return None


def read_sheet(file: Path, *needed: str) -> Sheet:
    """The first sheet of `file`. The headings are the first row that contains one of `needed`, else the first row.

    Raises `FaultySheets` if the file is no spreadsheet, and `OSError` if it cannot be read.
    """
    content = file.read_bytes()
    rows = _rows_of_xlsx(file, content) if content.startswith(b"PK") else _rows_of_csv(file, content)
    if not rows:
        raise _no_use(file, _("the file is empty"), _("write the headings in its first row"))
    header = next((row for row in rows[:_HEADER_WITHIN] if _is_header(row, needed)), rows[0])
    below = tuple(row for row in rows if row.number > header.number)
    return Sheet(file, _headings(header), header.number, below)


def _headings(row: Row) -> tuple[str, ...]:
    return tuple(value if isinstance(value, str) else "" for value in row.values)


def _is_header(row: Row, needed: Sequence[str]) -> bool:
    keys = [header_key(heading) for heading in _headings(row)]
    return any(key == name or key.startswith(f"{name} ") for key in keys for name in needed)


def _no_use(file: Path, what: Phrase, would_do: Phrase) -> FaultySheets:
    return FaultySheets([SheetFault(file, None, None, what, would_do)])


def _rows_of_csv(file: Path, content: bytes) -> list[Row]:
    try:
        return [Row(row.line, row.cells) for row in read_rows(content)]
    except BadFile as bad:
        if bad.faults[0].what == "empty":
            return []
        raise _no_use(file, _("this is no CSV or XLSX file"), _("save it as CSV or XLSX, below 1 MB")) from None


def _rows_of_xlsx(file: Path, content: bytes) -> list[Row]:
    if len(content) > MAX_XLSX_BYTES:
        raise _no_use(file, _("the file is too large"), _("keep to one sheet without pictures"))
    formulas, shown = _first_sheet(file, content, values=False), _first_sheet(file, content, values=True)
    rows = []
    for number, (ours, theirs) in enumerate(zip(formulas, shown, strict=False), 1):
        values = tuple(_value(cell, value) for cell, value in zip(ours, theirs, strict=False))
        if any(value != "" for value in values):
            rows.append(Row(number, values))
    return rows


def _first_sheet(file: Path, content: bytes, *, values: bool) -> Iterator[Any]:
    """The rows of cells. `values`: the saved results of formulas instead of the formulas."""
    from openpyxl import load_workbook  # imported here: it is slow to import
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # warnings about formats do not affect values
            sheet = load_workbook(io.BytesIO(content), data_only=values).worksheets[0]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, SyntaxError, OSError):
        raise _no_use(file, _("this is no CSV or XLSX file"), _("save it as CSV or XLSX, below 1 MB")) from None
    return iter(sheet.iter_rows(max_row=min(sheet.max_row, MAX_ROWS), max_col=min(sheet.max_column, MAX_COLUMNS)))


def _value(cell: Any, shown: Any) -> Value:
    if shown.data_type == "e":
        return Broken(_("the cell shows the error %(given)s", given=quoted(shown.value)))
    if cell.data_type == "f" and shown.value is None:
        return Broken(_("the cell holds a formula, and the file not its result"))
    value = shown.value
    if value is None:
        return ""
    if isinstance(value, str):
        return without_marks(plain(value)).strip()
    return value if isinstance(value, int | float | date | time | timedelta) else str(value)
