"""What every Word document of ours needs and python-docx has no function for."""

from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.parfmt import ParagraphFormat

from bot.export.characters import printable


class WordWriter:
    """Adds paragraphs to `file`."""

    def __init__(self, file: Word) -> None:
        self._file = file
        self._styles = {style.name: style.style_id for style in file.styles}

    def put(self, text: str, style: str) -> Paragraph:
        paragraph = self._file.add_paragraph(printable(text))
        paragraph._p.style = self._styles[style]  # by id: python-docx searches all styles for a name
        return paragraph


def element(name: str, /, **attributes: str) -> BaseOxmlElement:
    """An XML element such as `w:shd`, with attributes of the same namespace."""
    made: BaseOxmlElement = OxmlElement(name)
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    return made


def paragraph_style(file: Word, name: str) -> ParagraphStyle:
    style = file.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def space(form: ParagraphFormat, before: float, after: float) -> None:
    """The space before and after a paragraph, in points."""
    form.space_before, form.space_after = Pt(before), Pt(after)


def describe(table: Table, caption: str) -> None:
    """For screen readers."""
    table._tbl.tblPr.append(element("w:tblCaption", val=printable(caption)))


def add_row(table: Table, *, is_header: bool = False) -> _Row:
    """A row that does not break over pages. One with headings is repeated on each page."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call] # untyped in python-docx
    keep_whole(row)
    if is_header:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return row


def keep_whole(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def shade(cell: _Cell, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=colour))
