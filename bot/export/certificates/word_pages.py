"""Certificates as a Word document: A4 upright with a frame, a page for each person."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO

import docx
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from bot.export import word
from bot.export.certificates.page import Page
from bot.export.characters import printable
from bot.export.word_elements import WordWriter, element, space

_MARGIN = Cm(2.4)
_FONT = "Arial"
"""Word has this font everywhere, for Arabic too.

LibreOffice replaces it by Liberation Sans, which has the same widths.
"""
_BLUE, _GREY = RGBColor(0x1F, 0x38, 0x64), RGBColor(0x4A, 0x54, 0x60)
_STYLES = (
    ("Workshop", 13, False, _GREY, 64, 30),
    ("Certificate", 32, False, _BLUE, 0, 36),
    ("Lead", 12, False, _GREY, 0, 12),
    ("Person", 26, True, _BLUE, 0, 8),
    ("Group", 15, False, _GREY, 0, 38),
    ("Words", 13, False, None, 0, 26),
    ("Facts", 12, True, _BLUE, 0, 76),
    ("Signature", 11, False, _GREY, 0, 44),
    ("Signed for", 11, False, None, 0, 0),
)
"""Name, size in points, bold, colour, space before and after in points."""
_ROOM = {"Workshop": (110, 10), "Certificate": (26, 16), "Person": (30, 13), "Words": (350, 6)}
"""How many characters have the full size of a style, and the least size in points."""
_SIGNATURE = Cm(7.6)
"""How far from the left the signature begins."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff](?:.*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff])?")
"""From the first Hebrew or Arabic letter of a name to the last."""


def write_pages(pages: Iterable[Page], title: str, language: str, target: BinaryIO, now: datetime) -> None:
    """`title` and `language` are those of the document. Each text is marked with the language of its page."""
    file = docx.Document()
    word.set_page(file.sections[0], _MARGIN)
    _add_frame(file.sections[0]._sectPr)
    word.describe_document(file, title, language, now)
    for style in _STYLES:
        _add_style(file, *style)
    writer = WordWriter(file)
    for number, page in enumerate(pages):
        _write(writer, page, is_first=number == 0)
    file.save(target)


def _write(writer: WordWriter, page: Page, *, is_first: bool) -> None:
    texts = (
        ("Workshop", page.workshop),
        ("Certificate", page.title),
        ("Lead", page.lead),
        ("Person", page.name),
        ("Group", page.group),
        ("Words", page.text),
        ("Facts", page.facts),
        ("Signature", page.made_on),
        ("Signed for", page.signed_for),
    )
    for name, text in texts:
        paragraph = writer.put("", name)
        _add_text(paragraph, printable(text), page.language, _size(name, text))
        if name == "Workshop" and not is_first:
            paragraph.paragraph_format.page_break_before = True


def _size(style: str, text: str) -> Pt | None:
    """A smaller size for a long text, so that each certificate fits on its page. None for the size of the style."""
    room, least = _ROOM.get(style, (1000, 1))
    if len(text) <= room:
        return None
    usual = next(size for name, size, *_others in _STYLES if name == style)
    return Pt(int(max(usual * (room / len(text)) ** 0.5, least)))


def _add_text(paragraph: Paragraph, text: str, language: str, size: Pt | None) -> None:
    """Add `text`. Right-to-left text is marked, because otherwise Word formats it as Latin text."""
    found = _RIGHT_TO_LEFT.search(text)
    start, end = found.span() if found else (len(text), len(text))
    for part, is_rtl in ((text[:start], False), (text[start:end], True), (text[end:], False)):
        if not part:
            continue
        run = paragraph.add_run(part)
        if size is not None:
            run.font.size = size
            run._r.get_or_add_rPr().append(element("w:szCs", val=str(int(size.pt * 2))))
        if is_rtl:
            run.font.rtl = True
        else:
            word.in_language(run, language)


def _add_style(file: Word, name: str, size: int, bold: bool, colour: RGBColor | None, before: int, after: int) -> None:
    style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = file.styles["Normal"]
    style.font.name, style.font.size, style.font.bold, style.font.cs_bold = _FONT, Pt(size), bold, bold
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:cs"), _FONT)
    style.element.get_or_add_rPr().append(element("w:szCs", val=str(size * 2)))
    if colour is not None:
        style.font.color.rgb = colour
    form = style.paragraph_format
    space(form, before, after)
    form.line_spacing, form.alignment = 1.1, WD_ALIGN_PARAGRAPH.CENTER
    if name.startswith("Sign"):
        form.alignment, form.left_indent = WD_ALIGN_PARAGRAPH.LEFT, _SIGNATURE
    if name == "Signed for":
        _add_line_above(style)
    if name == "Person":
        style.element.get_or_add_pPr().append(element("w:outlineLvl", val="0"))  # Word's navigation lists the names


def _add_line_above(style: ParagraphStyle) -> None:
    """The line on which somebody signs."""
    borders = element("w:pBdr")
    borders.append(element("w:top", val="single", sz="6", space="6", color="4A5460"))
    style.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def _add_frame(section: BaseOxmlElement) -> None:
    """A double line round each page."""
    borders = element("w:pgBorders", offsetFrom="page")
    for side in ("top", "left", "bottom", "right"):
        borders.append(element(f"w:{side}", val="double", sz="12", space="26", color="1F3864"))
    section.insert_element_before(borders, "w:lnNumType", "w:pgNumType", "w:cols", "w:titlePg", "w:docGrid")
