"""Tables as Word has them: header rows that come again on each page, rows that stay whole, widths that fit."""

from __future__ import annotations

from collections.abc import Sequence

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt
from docx.table import Table, _Cell

from bot.export.document import Grid

_SHADE = "D9E1E8"
_TEXT_WIDTH = 16.4
"""In centimetres: what the page's margins leave."""
_LETTER, _PADDING = 0.22, 0.5
"""In centimetres: a letter of 9 points, a bold one too, and what a cell leaves free on both sides."""
_LONGEST_CELL, _LONGEST_WORD = 60, 24
"""Longer texts, in characters, run over several lines."""


def describe_table(table: Table, caption: str) -> None:
    description = OxmlElement("w:tblCaption")
    description.set(qn("w:val"), caption)
    table._tbl.tblPr.append(description)


def fill_row(table: Table, cells: Sequence[str], numeric: frozenset[int], *, is_header: bool) -> None:
    """A row that stays on one page; a header row comes again on each page."""
    row = table.add_row()  # type: ignore[no-untyped-call] # python-docx leaves this one without types
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_header:
        properties.append(OxmlElement("w:tblHeader"))
    for place, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        if place in numeric:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = paragraph.add_run(text)
        run.font.size = Pt(9)
        run.font.bold = is_header
        if is_header:
            _shade(cell)


def _shade(cell: _Cell) -> None:
    shade: BaseOxmlElement = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def set_widths(table: Table, grid: Grid) -> None:
    """Room for each column's longest word, then for sentences on one line and headings of numbers on two."""
    columns = list(zip(grid.headers, *grid.rows, strict=True))
    least = [
        max(len(word) for cell in column for word in (cell.split() or [""])) * _LETTER + _PADDING for column in columns
    ]
    asked = [
        min(len(column[0]) / 2 if place in grid.numeric else max(map(len, column)), _LONGEST_CELL) * _LETTER + _PADDING
        for place, column in enumerate(columns)
    ]
    least = [width * min(1, _TEXT_WIDTH / sum(least)) for width in least]
    spare = _TEXT_WIDTH - sum(least)
    wanted = [max(ask - width, 0) for ask, width in zip(asked, least, strict=True)]
    table.autofit = False
    for column, width, want in zip(table.columns, least, wanted, strict=True):
        column.width = Cm(width + (min(spare * want / sum(wanted), want) if sum(wanted) else 0))
        for cell in column.cells:
            cell.width = column.width


def _longest_word(cells: Sequence[str]) -> int:
    return min(max((len(word) for cell in cells for word in cell.split()), default=1), _LONGEST_WORD)
