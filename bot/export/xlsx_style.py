"""The styles of a sheet, on the screen and in print."""

import re
import textwrap
from collections.abc import Sequence

from babel import Locale
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from bot.export.characters import escape_codes
from bot.export.characters import printable as printable_text
from bot.export.table import Column, Type
from bot.export.xlsx_rows import Styles
from bot.i18n.catalogue import SOURCE, Phrases

TOP = Alignment(horizontal="left", vertical="top")
_WRAPPED = Alignment(horizontal="left", vertical="top", wrap_text=True)
CENTRED = Alignment(horizontal="center", vertical="top")
CENTRED_HEADING = Alignment(horizontal="center", vertical="top", wrap_text=True)
COUNTED = Alignment(horizontal="right", vertical="top", indent=1)
BOLD = Font(name="Calibri", size=11, bold=True)
TITLE = Font(name="Calibri", size=15, bold=True)
LINK = Font(name="Calibri", size=11, color="1F4E9E", underline="single")
_FILL = PatternFill("solid", start_color="D9E1E8")
_RULE = Border(bottom=Side("thin", color="44546A"))
_WIDE = {
    **dict.fromkeys(("text", "detail"), 50),
    **dict.fromkeys(("options", "reason", "key"), 40),
    **dict.fromkeys(("name", "author", "actor", "theme"), 36),
    **dict.fromkeys(("question", "picked", "title"), 46),
    "administration": 24,
    "status": 20,
    **dict.fromkeys(("session_id", "evaluation_id", "asked_in", "target"), 44),
    **dict.fromkeys(("prompt_id", "question_id", "option_ids", "kind", "by"), 20),
    **dict.fromkeys(("action", "sources", "channel_id", "message_id", "timezone"), 22),
}
"""Widths of columns with sentences or names, in characters."""
_NARROWEST, _CODE, _WIDEST_HEADING = 10, 22, 24
_LINE, _PADDING = 15, 4
"""The height of a line of a heading, and what stands above and below, in points."""
_BUTTON, _BOLD = 1, 1.06
"""The width of a filter's button, and of a bold character, in characters."""


def styles_of(book: Workbook, _: Phrases) -> Styles:
    """Add the cell styles to `book`; returns their numbers."""
    return Styles(
        text=_number(book, TOP),
        wrapped=_number(book, _WRAPPED),
        number=_number(book, COUNTED),
        decimals=_number(book, COUNTED, "0.00"),
        instant=_number(book, TOP, instant_format(_)),
        boolean=_number(book, TOP, _boolean(_)),
    )


def instant_format(_: Phrases) -> str:
    """The number format of dates and times: `dd/mm/yyyy hh:mm`. Seconds are in the cells, but not shown.

    English is read in countries with different orders, so it uses `yyyy-mm-dd`.
    """
    if _.language == SOURCE:
        return "yyyy-mm-dd hh:mm"
    pattern = Locale.parse(_.language.replace("-", "_")).date_formats["short"].pattern
    date = re.sub("d+", "dd", pattern)
    date = re.sub("M+", "mm", date)
    date = re.sub("y+", "yyyy", date)
    return f"{date} hh:mm" if re.fullmatch("[dmy./ -]+", date) else "yyyy-mm-dd hh:mm"


def _boolean(_: Phrases) -> str:
    """The number format of true and false. Excel translates them itself, but LibreOffice needs this format."""
    true, false = _("TRUE"), _("FALSE")
    return f'"{true}";"{true}";"{false}"'


def _number(book: Workbook, alignment: Alignment, number_format: str = "General") -> int:
    cell = WriteOnlyCell(book.worksheets[0])
    cell.alignment = alignment
    cell.number_format = number_format
    return int(cell.style_id)


def write_headings(sheet: Worksheet, headings: Sequence[str], widths: Sequence[float]) -> None:
    """Write the first row, as high as the heading with the most lines, and repeat it on each printed page."""
    for place, (heading, width) in enumerate(zip(headings, widths, strict=True), 1):
        cell = sheet.cell(1, place, escape_codes(printable_text(heading)))
        cell.data_type = "s"  # text, even if it begins with `=`
        as_heading(cell)
        sheet.column_dimensions[get_column_letter(place)].width = width
    lines = max(_lines(heading, width) for heading, width in zip(headings, widths, strict=True))
    sheet.row_dimensions[1].height = lines * _LINE + _PADDING
    sheet.print_title_rows = "1:1"


def _lines(heading: str, width: float) -> int:
    """The number of lines of a heading in bold, beside the filter button."""
    fitting = max(int((width - _BUTTON) / _BOLD), 1)
    return sum(len(textwrap.wrap(line, fitting)) or 1 for line in heading.split("\n"))


def as_heading(cell: Cell | MergedCell) -> None:
    cell.font = BOLD
    cell.fill = _FILL
    cell.border = _RULE
    cell.alignment = _WRAPPED


def width(column: Column, heading: str) -> float:
    """The width in characters, for the content and the heading on about two lines."""
    longest_word = max(len(word) for word in heading.split())
    if column.type in (Type.NUMBER, Type.BOOLEAN):
        return max(_NARROWEST, longest_word + 4)
    if column.name == "session_id" and column.heading:  # the codes of the programme, not the titles
        return _CODE
    held = 18 if column.type is Type.INSTANT else _WIDE.get(column.name, 14)
    return max(held, min(len(heading) + 4, _WIDEST_HEADING), longest_word + 4)


def printable(sheet: Worksheet) -> None:
    """Print in landscape, one page wide and as many pages long as needed."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, header=0.25, footer=0.25)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer = HeaderFooterItem()
    footer.center.text = "&A — &P / &N"
    sheet.oddFooter = footer
