"""Faults in an organiser's spreadsheet: file, row, column, what was found, and what would be valid."""

from dataclasses import dataclass
from pathlib import Path

from bot.i18n.phrase import Phrase, _


class Unfit(Exception):
    """A cell's value is not valid."""

    def __init__(self, what: Phrase, would_do: Phrase) -> None:
        super().__init__(what)
        self.what, self.would_do = what, would_do


@dataclass(frozen=True, slots=True)
class SheetFault:
    """`row` counts from 1 as spreadsheets do. `column` is a heading. Both are None for a fault of the whole file."""

    file: Path
    row: int | None
    column: str | None
    what: Phrase
    would_do: Phrase

    def sentence(self) -> Phrase:
        """The complete message, as a phrase to translate."""
        return _("%(where)s: %(what)s; %(would_do)s", where=self._where(), what=self.what, would_do=self.would_do)

    def _where(self) -> Phrase | str:
        if self.row is None:
            return str(self.file)
        if self.column is None:
            return _("%(file)s, row %(row)s", file=str(self.file), row=self.row)
        return _("%(file)s, row %(row)s, column %(column)s", file=str(self.file), row=self.row, column=self.column)


class FaultySheets(Exception):
    """Every fault of the spreadsheets. Nothing was written."""

    def __init__(self, faults: list[SheetFault]) -> None:
        super().__init__("\n".join(fault.sentence() for fault in faults))
        self.faults = faults
