"""Handouts as files: opened again by python-docx, read in a real browser, and printed on A4."""

import asyncio
import shutil
import zipfile
from collections.abc import AsyncIterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
import pytest_asyncio
from docx.oxml.ns import qn
from playwright.async_api import Browser
from pypdf import PdfReader

from bot.core.programme import Workshop
from bot.core.schedule import Schedule
from bot.export.errors import CannotWrite
from bot.export.handouts.files import Handouts, write_folder, write_zip
from bot.export.handouts.pictures import ALTERNATIVES, FOLDER
from bot.i18n.catalogue import available
from bot.workshop_file import read_workshop
from tests.browser import PHONE, accessibility_faults, chromium, elements_outside_screen, open_page
from tests.export.builder import NOW, workshop
from tests.export.handouts.large_programme import ARABIC, large
from tests.reference import SAMPLE

pytestmark = pytest.mark.timeout(300)

A4 = (595, 842)
"""In points."""
ONE_PAGE = ("guide-coordinator", "guide-facilitator", "guide-organiser", "programme")


def sample_workshop() -> Workshop:
    found, _faults = read_workshop(SAMPLE, available())
    assert found is not None
    return found


def written(folder: Path, made: Workshop) -> Path:
    write_folder(Handouts(Schedule.of(made), {a.code: "ABCDE-FGH23" for a in made.administrations}), folder, NOW)
    return folder


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's handouts, with three groups, which are enough."""
    three = [a for a in sample_workshop().administrations if a.code in ("MW", "LB", "ML")]
    return written(tmp_path_factory.mktemp("sample"), replace(sample_workshop(), administrations=tuple(three)))


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five days of 25 sessions with long titles, for a group with an Arabic name."""
    return written(tmp_path_factory.mktemp("hard"), large(5, 25))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


async def printed(browser: Browser, file: Path) -> list[str]:
    """The text of each page. All pages must be A4, and none may be empty."""
    async with open_page(browser, file) as page:
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        return pages_of(await page.pdf(prefer_css_page_size=True))


def pages_of(paper: bytes) -> list[str]:
    reader = PdfReader(BytesIO(paper))
    assert {(round(each.mediabox.width), round(each.mediabox.height)) for each in reader.pages} == {A4}
    words = [" ".join(each.extract_text().split()) for each in reader.pages]
    assert all(words)
    return words


def test_every_group_has_an_invitation_in_each_language() -> None:
    sheets = [sheet.name for sheet in Handouts(Schedule.of(sample_workshop()), {}).sheets()]
    invitations = {name for name in sheets if name.startswith("invitations/")}
    assert len(invitations) == 17 * 2
    assert set(sheets) - invitations == {f"{name}.{language}" for name in ONE_PAGE for language in ("fr", "en")}
    assert len(sheets) == len(set(sheets))


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("language", ["fr", "en"])
async def test_pages_of_the_sample_in_a_browser(browser: Browser, sample: Path, language: str) -> None:
    for code in ("MW", "LB"):
        first, second = await printed(browser, sample / f"invitations/{code}.{language}.html")
        assert "ABCDE-FGH23" in first
        assert "12:00–12:30" in second
    for name in ONE_PAGE:
        assert len(await printed(browser, sample / f"{name}.{language}.html")) == 1, name


@pytest.mark.asyncio(loop_scope="module")
async def test_a_programme_of_125_sessions_goes_on_over_pages(browser: Browser, hard: Path) -> None:
    pages = await printed(browser, hard / "invitations/AR.en.html")
    assert len(pages) <= 10
    for day in range(1, 6):
        for session in range(25):
            assert sum(f" {day}.{session} A session" in page for page in pages) == 1
    for name in ONE_PAGE[:3]:
        assert len(await printed(browser, hard / f"{name}.fr.html")) == 1, name


@pytest.mark.asyncio(loop_scope="module")
async def test_a_page_is_read_by_ear_and_on_a_phone(browser: Browser, sample: Path, hard: Path) -> None:
    for file in (sample / "invitations/MW.fr.html", sample / "guide-organiser.fr.html", sample / "programme.en.html"):
        async with open_page(browser, file, PHONE) as page:
            assert await accessibility_faults(page) == [], file.name
            assert await elements_outside_screen(page) == [], file.name
    async with open_page(browser, hard / "invitations/AR.fr.html", PHONE) as page:
        assert await elements_outside_screen(page) == []


def test_word_files_open_with_described_pictures_and_tables(sample: Path) -> None:
    invitation = docx.Document(str(sample / "invitations/ML.fr.docx"))
    assert [p.text for p in invitation.paragraphs[:2]] == [
        "A-CPI\u00a0: réunion annuelle des coordonnateurs",
        "Invitation\u00a0: Mali",
    ]
    assert len(invitation.inline_shapes) == 5
    for picture in invitation.element.iter(qn("wp:inline")):  # without, LibreOffice cuts their edges off
        assert [picture.get(f"dist{side}") for side in "TBLR"] == ["0"] * 4
    described = [properties.get("descr") for properties in invitation.element.iter(qn("wp:docPr"))]
    assert all("téléphone" in str(words) for words in described)
    assert invitation.core_properties.language == "fr-FR"
    assert "ABCDE-FGH23" in invitation.tables[0].cell(0, 0).text
    guide = docx.Document(str(sample / "guide-facilitator.en.docx"))
    assert [table.cell(0, 0).text for table in guide.tables] == ["Command", "Command"]
    assert not guide.sections[0].footer.paragraphs[0].text


@pytest.mark.asyncio(loop_scope="module")
async def test_an_arabic_name_stands_in_both_kinds_of_file(browser: Browser, hard: Path) -> None:
    assert ARABIC in docx.Document(str(hard / "invitations/AR.fr.docx")).paragraphs[1].text
    async with open_page(browser, hard / "invitations/AR.fr.html") as page:
        assert ARABIC in await page.locator(".subtitle").inner_text()


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice lays out Word files; it is not installed")
async def test_pages_of_word_files(sample: Path, hard: Path, tmp_path: Path) -> None:
    files = [sample / f"{name}.fr.docx" for name in ONE_PAGE] + [sample / "invitations/MW.fr.docx"]
    counts = [len(pages_of(paper)) for paper in await laid_out(files, tmp_path)]
    assert counts == [1, 1, 1, 1, 2]
    [pages] = [pages_of(paper) for paper in await laid_out([hard / "invitations/AR.en.docx"], tmp_path)]
    assert sum(page.count(" A session whose") for page in pages) >= 125


async def laid_out(files: list[Path], folder: Path) -> list[bytes]:
    """PDF files, as LibreOffice makes them."""
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ("soffice", own, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files))
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.DEVNULL)
    await process.wait()
    return [(folder / f"{file.stem}.pdf").read_bytes() for file in files]


def test_a_folder_keeps_what_is_not_ours_and_gets_the_rest_anew(tmp_path: Path) -> None:
    made = workshop(administrations=workshop().administrations[:1])
    (tmp_path / "invitations").mkdir()
    (tmp_path / "invitations" / "MW.en.html").write_text("of last week")
    (tmp_path / "invitations" / "letter.txt").write_text("ours")
    handouts = Handouts(Schedule.of(made), {})
    assert write_folder(handouts, tmp_path, NOW) == (1 + 3 + 1) * 2 * 2
    assert "<!doctype html>" in (tmp_path / "invitations" / "MW.en.html").read_text(encoding="utf-8")
    assert (tmp_path / "invitations" / "letter.txt").read_text() == "ours"
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite):
        write_folder(handouts, tmp_path / "file", NOW)
    write_zip(handouts, tmp_path / "all.zip", NOW)
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 20
        assert docx.Document(BytesIO(archive.read("invitations/MW.fr.docx"))).paragraphs


def test_there_is_each_picture_in_each_language() -> None:
    assert {path.name for path in FOLDER.glob("*.png")} == {
        f"{name}.{language}.png" for name in ALTERNATIVES for language in available()
    }
