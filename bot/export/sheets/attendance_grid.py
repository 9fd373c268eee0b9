"""How many people of each group were in each session: a row for each group, a column for each session."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.core.schedule import SessionState
from bot.export import xlsx_style as style
from bot.export.characters import escape_codes, printable
from bot.export.sheets.names import Names
from bot.export.store import ExportStore
from bot.export.tables.register import registers
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats

_FIRST, _SECOND, _SESSION = 30.0, 14.0, 18.0
"""Widths of columns, in characters."""


@dataclass(frozen=True, slots=True)
class AttendanceGrid:
    """`people` counts by code of a group, `there` by group and session."""

    sessions: Sequence[SessionState]
    groups: Sequence[str]
    people: Mapping[str, int]
    there: Mapping[tuple[str, str], int]

    def row(self, group: str) -> list[int]:
        return [self.there[state.id, group] for state in self.sessions]


def attendance_grid(store: ExportStore) -> AttendanceGrid:
    """The sessions that have begun, in order of the programme, and every group of the file."""
    everyone, there, sessions = store.people(), Counter[tuple[str, str]](), []
    for register in registers(store):
        sessions.append(register.state)
        records = ((person.administration, register.record(person)) for person in everyone)
        there.update((register.state.id, group) for group, record in records if record and record.attended)
    groups = [administration.code for administration in store.workshop.administrations]
    return AttendanceGrid(sessions, groups, Counter(person.administration for person in everyone), there)


def write_grid(sheet: Worksheet, grid: AttendanceGrid, names: Names, formats: Formats, _: Phrases) -> None:
    sessions = [f"{formats.moment(it.opened_at or it.start)}\n{names.sessions[it.id]}" for it in grid.sessions]
    headings = [names.group, _("Participants"), *sessions, _("Sessions represented")]
    widths = [_FIRST, _SECOND, *(_SESSION for _each in sessions), _SECOND]
    style.write_headings(sheet, headings, widths)
    for cell in sheet[1][1:]:
        cell.alignment = style.CENTRED_HEADING
    rows = [(names.administrations[group], grid.people[group], grid.row(group)) for group in grid.groups]
    for name, people, there in rows:
        sheet.append([escape_codes(printable(name)), people, *there, sum(map(bool, there))])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(rows) + 1}"
    by_session = list(zip(*(there for _name, _people, there in rows), strict=True)) if grid.sessions else []
    sheet.append([_("People there"), sum(people for _name, people, _there in rows), *map(sum, by_session)])
    sheet.append([_("Groups represented"), None, *(sum(map(bool, each)) for each in by_session)])
    _lay_out(sheet, len(rows) + 1)


def _lay_out(sheet: Worksheet, last: int) -> None:
    """Align texts to the left and numbers to the centre, write a dash for nobody, and make rows below `last` bold."""
    for row in sheet.iter_rows(min_row=2):
        row[0].data_type = "s"  # text, even if it begins with `=`
        row[0].alignment = style.TOP
        for cell in row[1:]:
            cell.alignment, cell.number_format = style.CENTRED, '0;-0;"–"'
            if cell.value == 0:
                cell.font = Font(name="Calibri", size=11, color="808080")
        if row[0].row and row[0].row > last:
            for cell in row:
                cell.font = style.BOLD
    sheet.freeze_panes = "B2"
    style.printable(sheet)
