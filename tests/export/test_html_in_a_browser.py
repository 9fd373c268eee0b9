"""The report's page in a real browser, in both languages.

On a screen, on a phone, for screen readers, in dark mode, and printed.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser
from pypdf import PdfReader

from tests.browser import PHONE, Scheme, accessibility_faults, chromium, elements_outside_screen, open_page
from tests.export.builder import workshop

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(300)]

WORDS = {"fr": "Les chiffres sont dans le tableau qui suit.", "en": "The table that follows has its figures."}
LAST = {"fr": "Méthode et limites", "en": "Method and limitations"}
SEEN: dict[str, tuple[int, Scheme]] = {"fr": (1200, "light"), "en": (PHONE, "dark")}
"""The page is of one make in both: each is looked at in one light."""
A4 = (595, 842)
"""In points."""


@dataclass(frozen=True)
class Report:
    language: str
    file: Path


@pytest.fixture(scope="module", params=["fr", "en"])
def report(request: pytest.FixtureRequest, meeting: Callable[[str, str], Path]) -> Report:
    return Report(request.param, meeting("html", request.param))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


async def test_it_says_its_language_and_describes_its_plots_in_it(browser: Browser, report: Report) -> None:
    async with open_page(browser, report.file) as page:
        assert await page.locator("html").get_attribute("lang") == report.language
        assert await page.title() == workshop().title[report.language]
        plots = await page.locator("img").all()
        assert len(plots) == 1
        for plot in plots:
            assert str(await plot.get_attribute("alt")).endswith(WORDS[report.language])
            assert await plot.evaluate("plot => plot.complete && plot.naturalWidth > 0")


async def test_it_is_read_by_ear_and_in_any_light(browser: Browser, report: Report) -> None:
    width, scheme = SEEN[report.language]
    async with open_page(browser, report.file, width, scheme) as page:
        dark = await page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        assert dark == (scheme == "dark")
        assert await accessibility_faults(page) == []


async def test_it_fits_on_a_phone(browser: Browser, report: Report) -> None:
    async with open_page(browser, report.file, PHONE) as page:
        assert await elements_outside_screen(page) == []
        headings = await page.locator("h1, h2, h3, h4").evaluate_all("all => all.map((each) => +each.tagName[1])")
        assert headings[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(headings))


async def test_it_prints(browser: Browser, report: Report) -> None:
    async with open_page(browser, report.file, scheme="dark") as page:
        paper = PdfReader(BytesIO(await page.pdf(prefer_css_page_size=True)))
    first = paper.pages[0]
    assert (round(first.mediabox.width), round(first.mediabox.height)) == A4
    words = [" ".join(sheet.extract_text().split()) for sheet in paper.pages]
    assert workshop().title[report.language] in words[0]
    assert LAST[report.language] in " ".join(words)
