"""The report as a Word document: real styles, headings and tables, page numbers, languages marked."""

from __future__ import annotations

import io
from datetime import datetime
from typing import BinaryIO

import docx
from docx.document import Document as Word
from docx.shared import Cm
from docx.text.paragraph import Paragraph as WordParagraph

from bot.export import plots, word, word_tables
from bot.export.characters import printable
from bot.export.document import INTRO, LEAD, NOTE, Block, Document, Figure, Grid, Heading, Items, Paragraph, Quotation

_STYLES = {"": "Normal", LEAD: "Lead", INTRO: "Intro", NOTE: "Note"}


def write_docx(document: Document, target: BinaryIO, now: datetime) -> None:
    file = docx.Document()
    word.set_up(file, document, now)
    _put(file, document.title, "Title")
    _put(file, document.subtitle, "Subtitle")
    for block in document.blocks:
        _write(file, block)
    file.save(target)


def _write(file: Word, block: Block) -> None:
    match block:
        case Heading():
            _put(file, block.text, f"Heading {block.level}")
        case Paragraph():
            _put(file, block.text, _STYLES[block.style])
        case Items():
            for item in block.items:
                _put(file, item, "List Bullet")
        case Quotation():
            _quote(file, block)
        case Grid():
            _grid(file, block)
        case Figure():
            _figure(file, block)


def _put(file: Word, text: str, style: str) -> WordParagraph:
    return file.add_paragraph(printable(text), style)


def _quote(file: Word, quotation: Quotation) -> None:
    """Each text in its own language, so that it is spelled and read aloud as such."""
    if quotation.source:
        _put(file, quotation.source, "Source")
    for said in quotation.texts:
        paragraph = _put(file, "", "Quote")
        paragraph.paragraph_format.keep_with_next = bool(quotation.note)
        run = paragraph.add_run(printable(said.text))
        word.in_language(run, said.language)
        if said.label:
            paragraph.add_run(f" ({said.label})").italic = False
    if quotation.note:
        _put(file, quotation.note, "Note")


def _grid(file: Word, grid: Grid) -> None:
    caption = _put(file, grid.caption, "Caption")
    caption.paragraph_format.keep_with_next = True
    table = file.add_table(rows=0, cols=len(grid.headers), style="Table Grid")
    word_tables.describe_table(table, printable(grid.caption))
    for number, row in enumerate((grid.headers, *grid.rows)):
        word_tables.fill_row(table, [printable(cell) for cell in row], grid.numeric, is_header=number == 0)
    word_tables.set_widths(table, grid)
    _put(file, "", "Normal")


def _figure(file: Word, figure: Figure) -> None:
    paragraph = _put(file, "", "Normal")
    paragraph.paragraph_format.keep_with_next = True
    picture = paragraph.add_run().add_picture(io.BytesIO(plots.png(figure.plot)), width=Cm(16.4))
    word.describe_picture(picture, printable(figure.plot.title), printable(figure.alternative))
    _grid(file, figure.grid)
