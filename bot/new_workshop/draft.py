"""The text of a new workshop file. It stores from which row of a spreadsheet each line comes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.core.csv_tables import header_key
from bot.faults import Fault
from bot.new_workshop.sheet_faults import SheetFault
from bot.new_workshop.spreadsheets import Sheet


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a line comes from. `columns` are possible headings; the first one that the sheet has is used."""

    sheet: Sheet
    row: int
    columns: Sequence[str]


@dataclass(slots=True)
class Draft:
    words: str
    origins: dict[int, Origin] = field(default_factory=dict)
    """By line, from 1."""

    def add(self, words: str, origin: Origin | None = None) -> None:
        """Add whole lines."""
        first = self.words.count("\n") + 1
        if origin:
            self.origins.update((first + n, origin) for n in range(words.count("\n")))
        self.words += words

    def at_origin(self, fault: Fault) -> SheetFault | None:
        """A fault of the file as a fault of the spreadsheet. None if the line does not come from a spreadsheet."""
        origin = self.origins.get(fault.line or 0)
        if origin is None:
            return None
        heading = next((name for name in origin.sheet.header if _is(name, origin.columns)), None)
        return SheetFault(origin.sheet.file, origin.row, heading, fault.what, fault.would_do)


def _is(heading: str, names: Sequence[str]) -> bool:
    key = header_key(heading)
    return key in names or key.partition(" ")[0] in names
