"""Features of Word that python-docx has no API for: languages, alternative texts, page numbers."""

from copy import deepcopy
from datetime import datetime

from babel.core import get_global
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import Section
from docx.shape import InlineShape
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from bot.export import word_contents
from bot.export.characters import printable
from bot.export.document import INTRO, LEAD, NOTE, Document
from bot.export.handouts.sheet import Sheet
from bot.export.word_elements import element, paragraph_style, space

_PAGE = Cm(21), Cm(29.7)
_MARGIN = Cm(2.3)
_DARK = RGBColor(0x1F, 0x38, 0x64)
_FONT = "Arial"
"""Word has this font everywhere. LibreOffice replaces it by Liberation Sans, which has the same widths."""
STYLE_OF = {"": "Normal", LEAD: "Lead", INTRO: "Intro", NOTE: "Note"}
"""The style of a paragraph of a report or a handout."""
_STYLES = (
    ("Lead", 11, False, False),
    ("Intro", 10, False, False),
    ("Note", 8.5, True, False),
    ("Source", 10, False, True),
    ("AttendanceStatus", 9, False, False),
)
"""Additional paragraph styles: name, size in points, italic, bold."""
_SIZES = {"Normal": 10, "Title": 20, "Subtitle": 11, "Heading 1": 14, "Heading 2": 12, "Heading 3": 10.5}
"""Sizes of Word's own styles, in points."""
_WITH_NEXT = frozenset({"Intro", "Source", "Caption"})
"""Paragraphs of these styles stay on one page with what follows."""
_LAST = 8
"""The last page has at least this many paragraphs, if they fit on one."""
_SPACES = {
    "Title": (0, 6),
    "Subtitle": (0, 4),
    "Heading 1": (16, 6),
    "Heading 2": (12, 4),
    "Heading 3": (10, 3),
    "Caption": (12, 4),
    "Normal": (4, 6),
    "Intro": (6, 4),
    "List Bullet": (0, 4),
    "Source": (4, 2),
    "Quote": (0, 2),
    "AttendanceStatus": (0, 10),
}
"""Space before and after a paragraph, in points."""


def set_up(file: Word, document: Document | Sheet, now: datetime) -> None:
    """Set page size, styles, language, properties and page numbers."""
    section = file.sections[0]
    set_page(section, _MARGIN)
    _add_styles(file)
    describe_document(file, document.title, document.language, now)
    file.core_properties.subject = printable(document.subtitle)
    _number_pages(section.footer.paragraphs[0], document.title)


def set_page(section: Section, margin: Length) -> None:
    """A4 upright, with the same margin on each side."""
    section.page_width, section.page_height = _PAGE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = margin


def describe_document(file: Word, title: str, language: str, now: datetime) -> None:
    """Set the language of the text, and the properties."""
    for marked in file.styles.element.iter(qn("w:lang")):
        marked.set(qn("w:val"), tag(language))
    properties = file.core_properties
    properties.title, properties.author, properties.language = printable(title), "Atelier", tag(language)
    properties.created = properties.modified = now.replace(tzinfo=None, microsecond=0)
    properties.comments = ""


def _number_pages(footer: Paragraph, title: str) -> None:
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run(f"{printable(title)} — ")
    _add_field(footer, "PAGE")
    footer.add_run(" / ")
    _add_field(footer, "NUMPAGES")


def _add_styles(file: Word) -> None:
    for name, size, italic, bold in _STYLES:
        style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)
        style.base_style = file.styles["Normal"]
        style.font.size, style.font.italic, style.font.bold = Pt(size), italic, bold
    word_contents.add_styles(file)
    for name in ("Normal", "Caption", "Heading 1", "Heading 2", "Heading 3", "Title", "Subtitle", word_contents.TITLE):
        style = paragraph_style(file, name)
        _set_font(style)
        if name != "Normal":
            style.font.color.rgb = _DARK
    for name, size in _SIZES.items():
        paragraph_style(file, name).font.size = Pt(size)
    for name, (before, after) in _SPACES.items():
        space(paragraph_style(file, name).paragraph_format, before, after)
    for name in _WITH_NEXT:
        paragraph_style(file, name).paragraph_format.keep_with_next = True
    paragraph_style(file, "AttendanceStatus").paragraph_format.left_indent = Cm(0.63)
    _mark_quotations(file)


def _mark_quotations(file: Word) -> None:
    """Format quotations.

    Upright, which is readable in any script, with a bullet, because a quotation may have many lines.
    """
    quote, bullet = paragraph_style(file, "Quote"), paragraph_style(file, "List Bullet")
    quote.font.italic, quote.font.size = False, Pt(9.5)
    quote.element.get_or_add_pPr().append(deepcopy(bullet.element.pPr.numPr))
    paragraph_style(file, "List Bullet").element.pPr.remove(bullet.element.pPr.find(qn("w:contextualSpacing")))


def _set_font(style: ParagraphStyle) -> None:
    """Use one font family everywhere: programs replace the theme's font by different ones."""
    style.font.name = _FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), _FONT)


def tag(language: str) -> str:
    """The language tag for Word, such as `fr-FR`. Word needs a country: for English it is Great Britain."""
    if language == "en":
        return "en-GB"
    likely = get_global("likely_subtags").get(language, language)
    return f"{language}-{likely.split('_')[-1]}" if "_" in likely and "-" not in language else language


def in_language(run: Run, language: str) -> None:
    """Mark the language of `run`; an empty `language` leaves the document's."""
    if language:
        run._r.get_or_add_rPr().append(element("w:lang", val=tag(language)))


def _add_field(paragraph: Paragraph, instruction: str) -> None:
    """A field that Word computes, such as the page number."""
    field = element("w:fldSimple", instr=instruction)
    run = element("w:r")
    shown = element("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    paragraph._p.append(field)


def describe_picture(picture: InlineShape, title: str, alternative: str) -> None:
    """Set the title and the alternative text, and no space around the picture.

    Without an explicit value LibreOffice adds space and cuts off the picture's edge.
    """
    for side in ("distT", "distB", "distL", "distR"):
        picture._inline.set(side, "0")
    properties = picture._inline.docPr
    properties.set("title", title)
    properties.set("descr", f"{title}. {alternative}")


def end_with_paragraph(file: Word) -> None:
    """Add a paragraph after a table at the end of the document, which Word requires.

    After other tables there is none: with an empty paragraph, LibreOffice separates headings from their content.
    """
    if file.element.body[-2:-1] and file.element.body[-2].tag == qn("w:tbl"):
        file.add_paragraph()


def keep_end_together(file: Word) -> None:
    """Avoid a last page with only a line or two."""
    for paragraph in file.paragraphs[-_LAST:-1]:
        paragraph.paragraph_format.keep_with_next = True
