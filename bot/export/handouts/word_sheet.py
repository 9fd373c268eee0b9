"""A handout as a Word document with A4 pages. It uses the report's styles."""

import io
from datetime import datetime
from typing import BinaryIO

import docx
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.table import _Cell

from bot.export import word
from bot.export.characters import printable
from bot.export.document import Grid, Heading, Items, Paragraph
from bot.export.handouts import word_frames
from bot.export.handouts.sheet import Block, Card, DaySlots, NewPage, Sheet, Steps
from bot.export.word_elements import WordWriter, describe, space

_MARGIN = Cm(1.7)
_WIDTH = 17.6
"""Between the margins, in centimetres."""
_COMMAND = 4.5
"""The width of a column of commands, in centimetres."""


def write_docx(sheet: Sheet, target: BinaryIO, now: datetime) -> None:
    file = docx.Document()
    word.set_up(file, sheet, now)
    _fit(file, sheet)
    writer = _Writer(file, sheet)
    writer.put(sheet.title, "Title")
    writer.put(sheet.subtitle, "Subtitle")
    for block in sheet.blocks:
        writer.write(block)
    file.save(target)


def _fit(file: Word, sheet: Sheet) -> None:
    """Use narrower margins and spaces than in a report, and page numbers only if there may be several pages."""
    section = file.sections[0]
    word.set_page(section, _MARGIN)
    section.footer_distance = Cm(0.9)
    if not sheet.is_numbered:
        footer = section.footer.paragraphs[0]
        for child in list(footer._p):
            footer._p.remove(child)
    word_frames.tighten(file, sheet)


class _Writer(WordWriter):
    def __init__(self, file: Word, sheet: Sheet) -> None:
        super().__init__(file)
        self._size = sheet.text_size

    def write(self, block: Block) -> None:
        match block:
            case Heading():
                self.put(block.text, f"Heading {block.level}")
            case Paragraph():
                self.put(block.text, word.STYLE_OF[block.style])
            case Items():
                for item in block.items:
                    self.put(item, "List Bullet")
            case NewPage():
                self.put(block.heading, "Heading 1").paragraph_format.page_break_before = True
            case Grid():
                self._grid(block)
            case Card():
                self._card(block)
            case Steps():
                self._steps(block)
            case DaySlots():
                self._day(block)

    def _grid(self, grid: Grid) -> None:
        self.put(grid.caption, "Heading 2")
        narrow = len(grid.headers) - 1
        table = word_frames.plain_table(self._file, 0, [_COMMAND] * narrow + [_WIDTH - _COMMAND * narrow])
        describe(table, grid.caption)
        for number, cells in enumerate((grid.headers, *grid.rows)):
            word_frames.add_cells(table, cells, self._size, is_header=number == 0, with_next=number < len(grid.rows))

    def _card(self, card: Card) -> None:
        cell = word_frames.framed_cell(self._file, _WIDTH)
        label = cell.paragraphs[0]
        label.add_run(printable(card.label)).bold = True
        value = cell.add_paragraph()
        run = value.add_run(printable(card.value) or "\u2009" + "_" * 60)
        if card.is_code:
            run.font.name, run.font.size, run.bold = "Courier New", Pt(24), True
        elif card.value:
            run.font.size = Pt(13)
        if card.note:
            cell.add_paragraph().add_run(printable(card.note)).font.size = Pt(9)
        _close_up(cell)
        self._gap()

    def _steps(self, steps: Steps) -> None:
        """The pictures in one row of a table, with the text of each step below."""
        count = len(steps.steps)
        table = word_frames.plain_table(self._file, 2, [_WIDTH / count] * count)
        for number, step in enumerate(steps.steps):
            shown, told = table.cell(0, number).paragraphs[0], table.cell(1, number).paragraphs[0]
            shown.alignment = WD_ALIGN_PARAGRAPH.CENTER
            shown.paragraph_format.keep_with_next = True
            drawn = shown.add_run().add_picture(io.BytesIO(step.picture), width=Cm(3.05))
            word.describe_picture(drawn, str(number + 1), printable(step.alternative))
            told.add_run(f"{number + 1}. ").bold = True
            told.add_run(printable(step.text))
            for run in told.runs:
                run.font.size = Pt(9.5)
            _close_up(table.cell(1, number))
        self._gap()

    def _day(self, day: DaySlots) -> None:
        """A dark band with the date, then a row for each session; no row breaks over pages."""
        hours = word_frames.width_of_hours(self._size)
        table = word_frames.plain_table(self._file, 0, [hours, _WIDTH - hours])
        describe(table, day.name)
        word_frames.add_band(table, printable(day.name), printable(day.title), self._size)
        last = len(day.slots) - 1
        for number, slot in enumerate(day.slots):
            beside_edge = number in (0, last - 1)  # no single row is left at the end or the start of a page
            word_frames.add_slot(table, slot, self._size, with_next=number < last and (day.is_short or beside_edge))
        self._gap()

    def _gap(self) -> None:
        """A very low line: Word joins two tables with nothing between them. It is too low to begin a new page."""
        gap = self.put("", "Normal")
        space(gap.paragraph_format, 0, 6)
        gap.paragraph_format.line_spacing = Pt(1)


def _close_up(cell: _Cell) -> None:
    for paragraph in cell.paragraphs:
        space(paragraph.paragraph_format, 1, 1)
