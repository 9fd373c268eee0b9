"""The first sheet: the workshop, when it was exported, the rows of each sheet, the responses to each evaluation."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from openpyxl.cell import Cell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from bot.core.programme import Workshop
from bot.export import xlsx_style as style
from bot.export.characters import escape_codes, printable
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats


def write_summary(
    sheet: Worksheet,
    _: Phrases,
    workshop: Workshop,
    counts: Mapping[str, int],
    responses: Mapping[str, int],
    now: datetime,
) -> None:
    """Write the summary.

    `counts` are the numbers of rows by sheet title, `responses` the numbers of responses by evaluation.
    """
    sheet["A1"].value = escape_codes(printable(_.of(workshop.title)))
    sheet["A1"].data_type = "s"  # text, even if it begins with `=`
    sheet["A1"].font = style.TITLE
    sheet.append([])
    for label, value in _facts(_, workshop, now):
        sheet.append([label, value])
        cell = sheet.cell(sheet.max_row, 2)
        cell.alignment = Alignment(horizontal="left")
        if isinstance(value, datetime):
            cell.number_format = style.instant_format(_)
    first = sheet.max_row + 3
    _append_counts(sheet, (_("Sheet"), _("Rows")), counts.items())
    for row, title in enumerate(counts, first):
        _link(sheet.cell(row, 1), title)
    if responses:
        titles = {evaluation.id: _.of(evaluation.title) for evaluation in workshop.evaluations}
        counted = [(printable(titles.get(id, id)), count) for id, count in responses.items()]
        _append_counts(sheet, (_("Evaluation"), _("Responses")), counted)
    sheet.column_dimensions["A"].width = 34
    sheet.column_dimensions["B"].width = 34
    style.printable(sheet)


def _append_counts(sheet: Worksheet, headings: tuple[str, str], counts: Iterable[tuple[str, int]]) -> None:
    sheet.append([])
    sheet.append(headings)
    for cell in sheet[sheet.max_row]:
        style.as_heading(cell)
    for name, count in counts:
        sheet.append([escape_codes(name), count])
        sheet.cell(sheet.max_row, 2).alignment = Alignment(horizontal="left")
        sheet.cell(sheet.max_row, 1).data_type = "s"  # text, even if it begins with `=`


def _link(cell: Cell | MergedCell, title: str) -> None:
    """Make `cell` lead to the sheet with this title."""
    place = "'" + title.replace("'", "''") + "'!A1"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place, display=title)
    cell.font = style.LINK


def _facts(_: Phrases, workshop: Workshop, now: datetime) -> list[tuple[str, str | datetime]]:
    formats = Formats(_.language, workshop.zone)
    return [
        (_("First day"), formats.day(workshop.days[0].date)),
        (_("Last day"), formats.day(workshop.days[-1].date)),
        (_("Time zone"), workshop.timezone),
        (_("Exported (%(zone)s)", zone=workshop.timezone), _local(now.astimezone(workshop.zone))),
        (_("Exported (%(zone)s)", zone="UTC"), _local(now.astimezone(UTC))),
    ]


def _local(at: datetime) -> datetime:
    """A date of a worksheet: without a zone, in whole seconds."""
    return at.replace(tzinfo=None, microsecond=0)
