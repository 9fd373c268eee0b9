"""The content of the spreadsheets of `run.py init --agenda FILE --groups FILE`."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from bot.core.csv_tables import header_key
from bot.i18n.phrase import _
from bot.new_workshop.agenda import AgendaEntry, read_agenda
from bot.new_workshop.groups import Group, read_groups
from bot.new_workshop.headings import CODE, DATE, KNOWN, NAME, START, TITLE, WITH_LANGUAGE
from bot.new_workshop.sheet_columns import languages_in
from bot.new_workshop.sheet_faults import FaultySheets, SheetFault
from bot.new_workshop.spreadsheets import Sheet, read_sheet


@dataclass(frozen=True, slots=True)
class Imported:
    """Both are empty if no spreadsheet is given."""

    agenda_sheet: Sheet | None = None
    groups_sheet: Sheet | None = None
    languages: tuple[str, ...] = ()
    agenda: list[AgendaEntry] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)

    @property
    def sheets(self) -> list[Sheet]:
        return [sheet for sheet in (self.agenda_sheet, self.groups_sheet) if sheet]

    @property
    def faults(self) -> list[SheetFault]:
        return [fault for sheet in self.sheets for fault in sheet.faults]

    @property
    def dates(self) -> list[date]:
        """The days of the agenda, in order."""
        return sorted({entry.date for entry in self.agenda})

    def from_day(self, first: date) -> "Imported":
        """The same agenda, moved to begin on `first`."""
        if not self.agenda:
            return self
        moved = first - self.dates[0]
        return replace(self, agenda=[replace(entry, date=entry.date + moved) for entry in self.agenda])

    def not_read(self) -> list[tuple[Path, list[str]]]:
        """The columns with unknown headings, by file."""
        unknown = ((sheet.file, [it for it in sheet.header if it and not _is_known(it)]) for sheet in self.sheets)
        return [(file, headings) for file, headings in unknown if headings]


def _is_known(heading: str) -> bool:
    key = header_key(heading)
    return key in KNOWN or key.partition(" ")[0] in WITH_LANGUAGE


def read_imported(
    agenda: Path | None, groups: Path | None, given: Sequence[str], available: frozenset[str]
) -> Imported:
    """Read the spreadsheets. `given`: the languages of the option; else they come from the agenda, or the groups.

    Raises `FaultySheets` if a file is no spreadsheet, and `OSError` if it cannot be read. Other faults are in the
    result.
    """
    agenda_sheet, groups_sheet = _sheets(agenda, groups)
    languages = tuple(given)
    for sheet, prefixes in ((agenda_sheet, TITLE), (groups_sheet, NAME)):
        if sheet and not languages:
            languages = languages_in(sheet, prefixes, available)
    if not languages:
        languages = _default(agenda_sheet, groups_sheet, available)
    return Imported(
        agenda_sheet,
        groups_sheet,
        languages,
        read_agenda(agenda_sheet, languages) if agenda_sheet and languages else [],
        read_groups(groups_sheet, languages) if groups_sheet and languages else [],
    )


def _default(agenda: Sheet | None, groups: Sheet | None, available: frozenset[str]) -> tuple[str, ...]:
    """The default languages. If an agenda names no language, there are none, and a fault is added."""
    if agenda is None:
        return tuple(sorted({"en", "fr"} & available)) if groups else ()
    if not agenda.faults:
        would_do = _("add one for each language, such as `title_fr` and `title_en`")
        agenda.fault(agenda.header_row, None, _("there is no column with titles"), would_do)
    return ()


def _sheets(agenda: Path | None, groups: Path | None) -> tuple[Sheet | None, Sheet | None]:
    found: list[Sheet | None] = []
    faults: list[SheetFault] = []
    for file, needed in ((agenda, (*DATE, *START)), (groups, (*CODE, *NAME))):
        try:
            found.append(read_sheet(file, *needed) if file else None)
        except FaultySheets as faulty:
            faults += faulty.faults
    if faults:
        raise FaultySheets(faults)
    return found[0], found[1]
