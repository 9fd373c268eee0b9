"""Parts of a handout's Word document: frames, bands, tables without lines, and smaller spaces."""

from collections.abc import Sequence

from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from bot.export.characters import printable
from bot.export.handouts.sheet import Sheet, Slot
from bot.export.word_elements import add_row, element, keep_whole, paragraph_style, shade, space

_BLUE, _PALE, _RULE = "1F3864", "EEF2F8", "C5CDD8"
_GREY = RGBColor(0x4A, 0x54, 0x60)
_WHITE = RGBColor(0xFF, 0xFF, 0xFF)
_SPACES = {
    "Title": (0, 4), "Subtitle": (0, 8), "Heading 1": (10, 5), "Heading 2": (8, 3), "Lead": (0, 6), "Intro": (0, 5),
    "Normal": (3, 3), "Note": (4, 0), "List Bullet": (0, 2),
}  # fmt: skip
"""Space before and after a paragraph, in points."""


def tighten(file: Word, sheet: Sheet) -> None:
    """Reduce the spaces of a report for a handout. The title is as large as its length allows."""
    for name, (before, after) in _SPACES.items():
        space(paragraph_style(file, name).paragraph_format, before, after)
    room = 34 if sheet.is_poster else 25
    paragraph_style(file, "Title").font.size = Pt(max(14, min(room, room * (48 / max(len(sheet.title), 1)) ** 0.5)))
    paragraph_style(file, "Subtitle").font.size = Pt(18 if sheet.is_poster else 14)
    paragraph_style(file, "Subtitle").font.italic = paragraph_style(file, "Subtitle").font.cs_italic = False
    paragraph_style(file, "Heading 1").font.size, paragraph_style(file, "Heading 2").font.size = Pt(14), Pt(12)
    for name in ("Normal", "Lead", "List Bullet"):
        paragraph_style(file, name).font.size = Pt(11)
        paragraph_style(file, name).paragraph_format.line_spacing = 1.0


def framed_cell(file: Word, width: float) -> _Cell:
    """The one cell of a table with a blue edge on its left and a pale ground."""
    table = plain_table(file, 1, [width])
    cell = table.cell(0, 0)
    properties = cell._tc.get_or_add_tcPr()
    borders = element("w:tcBorders")
    borders.append(element("w:left", val="single", sz="36", space="0", color=_BLUE))
    properties.append(borders)
    shade(cell, _PALE)
    return cell


def plain_table(file: Word, rows: int, widths: Sequence[float]) -> Table:
    """A table without lines, with columns of these widths in centimetres; its rows do not break over pages."""
    table: Table = file.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    layout = table._tbl.tblPr.find(qn("w:tblLayout"))
    assert layout is not None
    # Word requires the order of the schema; the table's edge is aligned with the text
    layout.addprevious(element("w:tblInd", w="108", type="dxa"))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        keep_whole(row)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    return table


def add_band(table: Table, name: str, title: str, size: float) -> None:
    """A dark row over all columns, repeated on each page: a date, and the day's title."""
    row = add_row(table, is_header=True)
    cell = row.cells[0].merge(row.cells[1])
    shade(cell, _BLUE)
    heading = cell.paragraphs[0]
    space(heading.paragraph_format, 3, 0 if title else 3)
    _run(heading, name, size + 1, bold=True, colour=_WHITE)
    heading.paragraph_format.keep_with_next = True
    if title:
        below = cell.add_paragraph()
        space(below.paragraph_format, 0, 3)
        _run(below, title, size - 0.5, colour=_WHITE)
        below.paragraph_format.keep_with_next = True


def add_slot(table: Table, slot: Slot, size: float, *, with_next: bool) -> None:
    """A row with hours on the left, title and details on the right, and a line below."""
    row = add_row(table)
    for cell in row.cells:
        _underline(cell)
    hours, title = row.cells[0].paragraphs[0], row.cells[1].paragraphs[0]
    _run(hours, slot.hours, size, bold=True)
    _run(title, printable(slot.title), size)
    details = [row.cells[1].add_paragraph() for _ in slot.details]
    for paragraph, words in zip(details, slot.details, strict=True):
        _run(paragraph, printable(words), size - 1.5, colour=_GREY)
    for paragraph in (hours, title, *details):
        space(paragraph.paragraph_format, 2, 2)
        paragraph.paragraph_format.keep_with_next = with_next


def add_cells(table: Table, texts: Sequence[str], size: float, *, is_header: bool, with_next: bool) -> None:
    """A row of a table of commands: the first cell is bold, the middle one is grey."""
    row = add_row(table, is_header=is_header)
    for number, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        _underline(cell)
        if is_header:
            shade(cell, _PALE)
        paragraph = cell.paragraphs[0]
        space(paragraph.paragraph_format, 1.5, 1.5)
        paragraph.paragraph_format.keep_with_next = with_next
        is_between = 0 < number < len(texts) - 1
        _run(paragraph, printable(text), size - 1 if is_header else size, bold=is_header or number == 0,
             colour=_GREY if is_between else None)  # fmt: skip


def width_of_hours(size: float) -> float:
    """The column for `11:00–12:30` in bold letters of `size` points, in centimetres."""
    return 11 * 0.7 * size * 0.0353 + 0.4


def _underline(cell: _Cell) -> None:
    borders = element("w:tcBorders")
    borders.append(element("w:bottom", val="single", sz="4", space="0", color=_RULE))
    cell._tc.get_or_add_tcPr().append(borders)


def _run(paragraph: Paragraph, text: str, size: float, *, bold: bool = False, colour: RGBColor | None = None) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold
    if colour is not None:
        run.font.color.rgb = colour
