"""The report as a Word document, with styles, headings, tables, page numbers and the language of each quotation."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import BinaryIO

import docx
from docx.document import Document as Word
from docx.shared import Cm

from bot.export import word, word_contents, word_tables
from bot.export.characters import printable
from bot.export.document import (
    LISTED_LEVELS,
    Block,
    Contents,
    Document,
    Entry,
    Figure,
    Grid,
    Heading,
    Items,
    Paragraph,
    Quotation,
)
from bot.export.plots import Pictures
from bot.export.word_elements import WordWriter


def write_docx(document: Document, target: BinaryIO, now: datetime, pictures: Pictures) -> None:
    file = docx.Document()
    word.set_up(file, document, now)
    _Writer(file, pictures).write(document)
    file.save(target)


class _Writer(WordWriter):
    def __init__(self, file: Word, pictures: Pictures) -> None:
        super().__init__(file)
        self._pictures = pictures
        self._entries: Sequence[Entry] = ()
        self._title = ""
        self._headings = 0

    def write(self, document: Document) -> None:
        self._entries, self._title = document.entries(), document.contents
        self.put(document.title, "Title")
        self.put(document.subtitle, "Subtitle")
        for block in document.blocks:
            self._write(block)
        word.end_with_paragraph(self._file)
        word.keep_end_together(self._file)

    def _write(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Contents():
                self._contents()
            case Paragraph():
                self.put(block.text, word.STYLE_OF[block.style])
            case Items():
                for item in block.items:
                    self.put(item, "List Bullet")
            case Quotation():
                self._quote(block)
            case Grid():
                self._grid(block)
            case Figure():
                self._figure(block)

    def _heading(self, heading: Heading) -> None:
        paragraph = self.put(heading.text, f"Heading {heading.level}")
        if heading.level <= LISTED_LEVELS:
            word_contents.mark(paragraph, self._entries[self._headings].anchor, self._headings)
            self._headings += 1

    def _contents(self) -> None:
        """The table of contents begins a new page, after the article."""
        self.put(self._title, word_contents.TITLE).paragraph_format.page_break_before = True
        paragraphs = [self.put("", word_contents.style_of(entry)) for entry in self._entries]
        word_contents.fill(paragraphs, self._entries)

    def _quote(self, quotation: Quotation) -> None:
        """Mark the language of each text, for spell checkers and screen readers."""
        if quotation.source:
            self.put(quotation.source, "Source")
        for said in quotation.texts:
            paragraph = self.put("", "Quote")
            if quotation.note:
                paragraph.paragraph_format.keep_with_next = True
            run = paragraph.add_run(printable(said.text))
            word.in_language(run, said.language)
            if said.label:
                paragraph.add_run(f" ({said.label})").italic = True
        if quotation.note:
            self.put(quotation.note, "AttendanceStatus")

    def _grid(self, grid: Grid) -> None:
        if grid.is_captioned:
            self.put(grid.caption, "Caption")
        table = self._file.add_table(rows=0, cols=len(grid.headers), style="Table Grid")
        widths = word_tables.widths_of(grid)
        word_tables.lay_out(table, grid.caption, widths)
        for number, row in enumerate((grid.headers, *grid.rows)):
            cells = [printable(cell) for cell in row]
            # A short table is kept on one page; in a longer one the first row is kept with the headings.
            stays = number < len(grid.rows) if len(grid.rows) <= word_tables.MAX_ROWS_UNBROKEN else number == 0
            word_tables.fill_row(table, cells, widths, grid.numeric, is_header=number == 0, with_next=stays)

    def _figure(self, figure: Figure) -> None:
        """The picture contains its title. A short table is kept on the same page."""
        paragraph = self.put("", "Normal")
        paragraph.paragraph_format.keep_with_next = len(figure.grid.rows) <= word_tables.MAX_ROWS_BESIDE_PLOT
        picture = paragraph.add_run().add_picture(io.BytesIO(self._pictures.png(figure.plot)), width=Cm(16.4))
        word.describe_picture(picture, printable(figure.plot.title), printable(figure.alternative))
        self._grid(figure.grid)
