"""The table of contents of a Word document: a field that Word can update, with its entries written in.

Word asks for confirmation when it opens a document with fields marked for update. This one is not marked. The entries
are links. Their page numbers appear after *Update field*, since only Word knows its pages.
"""

from collections.abc import Sequence

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from bot.export.characters import printable
from bot.export.document import LISTED_LEVELS, Entry
from bot.export.word_elements import element, paragraph_style, space

TITLE = "TOC Heading"
_WIDTH = Cm(16.4)
_FIELD = rf' TOC \o "1-{LISTED_LEVELS}" \h \z \u '


def add_styles(file: Word) -> None:
    """The styles that Word itself uses for a table of contents."""
    title = paragraph_style(file, TITLE)
    title.base_style = file.styles["Normal"]
    title.font.size, title.font.bold = Pt(14), True
    title.paragraph_format.keep_with_next = True
    for level in range(1, LISTED_LEVELS + 1):
        style = file.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        assert isinstance(style, ParagraphStyle)
        style.base_style = file.styles["Normal"]
        style.font.bold = level == 1
        form = style.paragraph_format
        form.left_indent = Cm(0.5 * (level - 1))
        space(form, 4 if level == 1 else 0, 1)
        form.tab_stops.add_tab_stop(_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def style_of(entry: Entry) -> str:
    return f"toc {entry.level}"


def mark(heading: Paragraph, anchor: str, number: int) -> None:
    """Put a bookmark around `heading`. `number` must be unique in the document."""
    start = element("w:bookmarkStart", id=str(number), name=_bookmark(anchor))
    heading._p.insert(1 if heading._p.pPr is not None else 0, start)
    heading._p.append(element("w:bookmarkEnd", id=str(number)))


def fill(paragraphs: Sequence[Paragraph], entries: Sequence[Entry]) -> None:
    """Write one entry into each of `paragraphs`, all within one field."""
    if not paragraphs:
        return
    first = paragraphs[0]._p
    first.append(_field_mark("begin"))
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = _FIELD
    first.append(_in_run(instruction))
    first.append(_field_mark("separate"))
    for paragraph, entry in zip(paragraphs, entries, strict=True):
        link = element("w:hyperlink", anchor=_bookmark(entry.anchor), history="1")
        words = OxmlElement("w:t")
        words.set(qn("xml:space"), "preserve")
        words.text = printable(entry.text)
        link.append(_in_run(words))
        paragraph._p.append(link)
    paragraphs[-1]._p.append(_field_mark("end"))


def _bookmark(anchor: str) -> str:
    """The name of a bookmark. Word hides bookmarks that begin with `_Toc`, and uses such names itself."""
    return f"_Toc{anchor.replace('-', '_')}"


def _field_mark(kind: str) -> BaseOxmlElement:
    return _in_run(element("w:fldChar", fldCharType=kind))


def _in_run(content: BaseOxmlElement) -> BaseOxmlElement:
    run: BaseOxmlElement = OxmlElement("w:r")
    run.append(content)
    return run
