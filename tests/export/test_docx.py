"""The Word document, opened again."""

from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from matplotlib import get_data_path
from PIL import ImageFont

from bot.export.document import Document as Content
from bot.export.document import Grid
from bot.export.docx import write_docx
from bot.export.plots import Pictures
from bot.export.word import tag
from tests.export.builder import NOW, WorkshopDatabase, workshop
from tests.export.meeting import UNANIMOUS
from tests.export.reading import exported

PADDING = 8
"""The space on both sides of a cell together, in points."""


@pytest.fixture
def english(meeting: Callable[[str, str], Path]) -> Document:
    return docx.Document(str(meeting("docx", "en")))


def headings(document: Document) -> list[tuple[str, str]]:
    return [
        (str(paragraph.style.name), paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style and str(paragraph.style.name).startswith(("Title", "Heading 1"))
    ]


def test_it_has_real_headings(english: Document) -> None:
    assert headings(english)[:3] == [
        ("Title", "A-CIP coordinators' meeting"),
        ("Heading 1", "Draft article"),
        ("Heading 1", "Attendance"),
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_heading_of_a_table_breaks_in_a_word_in_the_widest_font(
    meeting: Callable[[str, str], Path], language: str
) -> None:
    font = ImageFont.truetype(get_data_path() + "/fonts/ttf/DejaVuSans-Bold.ttf", 850)  # 100 times as large as there
    document = docx.Document(str(meeting("docx", language)))
    checked = 0
    for table in document.tables:
        for cell in table.rows[0].cells:
            assert cell.width
            for word in cell.text.split():
                assert font.getlength(word) / 100 <= cell.width.pt - PADDING, (word, cell.width.cm)
                checked += 1
    assert checked > 50


def test_every_picture_has_its_words(english: Document) -> None:
    words = [properties.get("descr") for properties in english.element.iter(qn("wp:docPr"))]
    assert len(words) == len(english.inline_shapes) == 1
    assert all(text and "The table that follows has its figures." in text for text in words)


def test_the_contents_stand_after_the_article_as_a_field_with_its_entries(english: Document) -> None:
    styles = [str(paragraph.style.name) for paragraph in english.paragraphs if paragraph.style]
    start = styles.index("TOC Heading")
    assert "Heading 1" in styles[:start]
    assert english.paragraphs[start].paragraph_format.page_break_before
    entries = [each for each in english.paragraphs if each.style and str(each.style.name).startswith("toc ")]
    assert [styles.index("toc 1"), styles[start + 1 + len(entries)]] == [start + 1, "Heading 1"]
    listed = [each for each in english.paragraphs if each.style and each.style.name in ("Heading 1", "Heading 2")]
    assert [(each.text, each.style and each.style.name) for each in entries] == [
        (each.text, str(each.style and each.style.name).replace("Heading", "toc")) for each in listed
    ]
    marks = [mark.get(qn("w:fldCharType")) for each in entries for mark in each._p.iter(qn("w:fldChar"))]
    assert marks == ["begin", "separate", "end"]
    [instruction] = [text.text for text in entries[0]._p.iter(qn("w:instrText"))]
    assert instruction == r' TOC \o "1-2" \h \z \u '


def test_each_entry_of_the_contents_leads_to_its_heading(english: Document) -> None:
    targets = {
        mark.get(qn("w:name")): paragraph.text
        for paragraph in english.paragraphs
        for mark in paragraph._p.iter(qn("w:bookmarkStart"))
    }
    links = [
        (link.get(qn("w:anchor")), paragraph.text)
        for paragraph in english.paragraphs
        for link in paragraph._p.iter(qn("w:hyperlink"))
    ]
    assert dict(links) == targets
    assert len(links) == len(targets) > 5


def test_it_opens_without_a_question_and_names_one_font(english: Document) -> None:
    assert english.settings.element.find(qn("w:updateFields")) is None
    assert not [element for element in english.element.iter() if element.get(qn("w:dirty"))]
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Caption", "TOC Heading"):
        assert english.styles[name].font.name == "Arial"


def test_the_article_has_no_lists(english: Document) -> None:
    styles = [str(paragraph.style.name) for paragraph in english.paragraphs if paragraph.style]
    article = styles[styles.index("Heading 1") + 1 : styles.index("TOC Heading")]
    assert set(article) == {"Lead", "Normal"}


def test_a_document_that_ends_with_a_table_has_a_paragraph_after_it(tmp_path: Path) -> None:
    blocks = (Grid("Caption", ("One", "Two"), (("a", "b"),)),)
    with (tmp_path / "table.docx").open("wb") as file:
        write_docx(Content("Title", "Subtitle", "en", blocks), file, NOW, Pictures())
    body = list(docx.Document(str(tmp_path / "table.docx")).element.body)
    assert [element.tag for element in body[-3:]] == [qn("w:tbl"), qn("w:p"), qn("w:sectPr")]


def test_every_table_has_a_header_row_and_a_caption(english: Document) -> None:
    assert english.tables
    for table in english.tables:
        assert table._tbl.tr_lst[0].find(f".//{qn('w:tblHeader')}") is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None


def test_pages_are_numbered(english: Document) -> None:
    fields = [field.get(qn("w:instr")) for field in english.sections[0].footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_quotations_are_marked_with_their_language(english: Document) -> None:
    marked = dict(_languages(english))
    assert marked[UNANIMOUS] == "en-GB"
    assert marked["Davantage d’échanges."] == "fr-FR"


def _languages(document: Document) -> Iterator[tuple[str, str]]:
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            for language in run._r.iter(qn("w:lang")):
                yield run.text, str(language.get(qn("w:val")))


def test_it_is_in_the_language_asked_for(meeting: Callable[[str, str], Path]) -> None:
    french = docx.Document(str(meeting("docx", "fr")))
    defaults = french.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert defaults is not None
    assert defaults.get(qn("w:val")) == "fr-FR"
    assert french.core_properties.language == "fr-FR"
    assert headings(french)[0] == ("Title", "Réunion des coordonnateurs A-CPI")


def test_text_is_as_it_was_written(english: Document) -> None:
    texts = [paragraph.text for paragraph in english.paragraphs]
    assert "=1+1 <b>Échanger</b>" in texts
    assert "- more exchange\n- more time" in texts


async def test_control_characters_are_shown(db: WorkshopDatabase) -> None:
    db.asked("expectations", "opening", {})
    db.answered("expectations", "1", text="bell\x07", administration="MW")
    document = docx.Document(str(await exported(db, "docx")))
    assert "bell␇" in [paragraph.text for paragraph in document.paragraphs]


async def test_an_empty_workshop_has_a_report(db: WorkshopDatabase) -> None:
    document = docx.Document(str(await exported(db, "docx", "fr", workshop(id="not-yet"))))
    assert len(document.tables) == 2


@pytest.mark.parametrize(
    ("language", "expected"), [("fr", "fr-FR"), ("en", "en-GB"), ("pt", "pt-BR"), ("pt-PT", "pt-PT")]
)
def test_a_language_has_a_country(language: str, expected: str) -> None:
    assert tag(language) == expected
