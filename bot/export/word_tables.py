"""Word tables: repeated header rows, rows that do not break over pages, column widths that fit the text."""

from collections.abc import Sequence

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from bot.export.document import Grid
from bot.export.word_elements import add_row, describe, element, shade

MAX_ROWS_UNBROKEN = 20
"""A table with at most this many rows stays on one page."""
MAX_ROWS_BESIDE_PLOT = 8
"""A table with at most this many rows stays on the page of its plot."""
_SHADE, _RULE = "D9E1E8", "A6B1BC"
_TEXT_WIDTH = 16.4
"""The width between the margins, in centimetres."""
_PADDING = 0.4
"""The space on both sides of a cell together, in centimetres."""
_POINT = 0.0353
"""A point in centimetres."""
_SIZES = (8.5, 9.0)
"""Font sizes in points: of headings, of other cells."""
_NARROW, _WIDE = frozenset("iIjl|.,;:'’ frt-()"), frozenset("mwMW%½¼¾")
_UPRIGHT = 0.93
"""The width of regular text relative to bold text."""
_WIDER_FONT = 1.2
"""The width of DejaVu Sans relative to Arial. It is used if neither Arial nor Liberation Sans is installed."""
_LONGEST_CELL = 10.0
"""The widest cell in centimetres; longer texts are wrapped."""
_SIDE = 80
"""The space on each side of a cell, in twentieths of a point."""


def lay_out(table: Table, caption: str, widths: Sequence[Length]) -> None:
    """Set lines between rows, edges aligned with the text, column widths, and the description (`caption`)."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    borders = element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        upright = side in ("left", "right", "insideV")
        borders.append(element(f"w:{side}", val="nil" if upright else "single", sz="4", space="0", color=_RULE))
    margins = element("w:tblCellMar")
    for side, space in (("top", 25), ("left", _SIDE), ("bottom", 25), ("right", _SIDE)):
        margins.append(element(f"w:{side}", w=str(space), type="dxa"))
    # in the order of the schema, which Word requires
    layout = table._tbl.tblPr.find(qn("w:tblLayout"))
    assert layout is not None
    layout.addprevious(element("w:tblInd", w=str(_SIDE), type="dxa"))
    layout.addprevious(borders)
    layout.addnext(margins)
    describe(table, caption)


def fill_row(
    table: Table,
    texts: Sequence[str],
    widths: Sequence[Length],
    numeric: frozenset[int],
    *,
    is_header: bool,
    with_next: bool,
) -> None:
    """Fill a row that does not break over pages. `with_next` keeps it with the next row. A header row is repeated."""
    row = add_row(table, is_header=is_header)
    for place, (cell, text, width) in enumerate(zip(row.cells, texts, widths, strict=True)):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.keep_with_next = with_next
        _write(paragraph, text, is_number=place in numeric, is_header=is_header)
        if is_header:
            shade(cell, _SHADE)


def _write(paragraph: Paragraph, text: str, *, is_number: bool, is_header: bool) -> None:
    paragraph.paragraph_format.space_after = Pt(0)
    if is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(text)
    run.font.size = Pt(_SIZES[0] if is_header else _SIZES[1])
    run.font.bold = is_header


def widths_of(grid: Grid) -> list[Length]:
    """Column widths: enough for the longest word, then for sentences on one line and numbers' headings on two."""
    columns = list(zip(grid.headers, *grid.rows, strict=True))
    least = [max(_long(cell.split(), place == 0) for place, cell in enumerate(column)) + _PADDING for column in columns]
    asked = [
        _long([column[0]], True) / 2 + _PADDING
        if place in grid.numeric
        else min(max(_long(cell.splitlines(), place == 0) for place, cell in enumerate(column)), _LONGEST_CELL)
        + _PADDING
        for place, column in enumerate(columns)
    ]
    least = [width * min(1, _TEXT_WIDTH / sum(least)) for width in least]
    spare = _TEXT_WIDTH - sum(least)
    wanted = [max(ask - width, 0) for ask, width in zip(asked, least, strict=True)]
    return [
        Cm(width + (min(spare * want / sum(wanted), want) if sum(wanted) else 0))
        for width, want in zip(least, wanted, strict=True)
    ]


def _long(pieces: Sequence[str], is_header: bool) -> float:
    """The width of the longest of `pieces` in centimetres, in the widest font that may be installed."""
    size = _SIZES[0] if is_header else _SIZES[1] * _UPRIGHT
    return max(map(_ems, pieces), default=0) * size * _POINT * _WIDER_FONT


def _ems(text: str) -> float:
    """The estimated width of bold `text` in ems; letters have one of four widths."""
    return sum(
        0.36 if letter in _NARROW else 0.95 if letter in _WIDE else 0.7 if letter.isupper() else 0.58 for letter in text
    )
