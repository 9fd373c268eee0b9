"""Pictures of the files that a rehearsal leaves: each page of Word and Excel files, each screen of HTML files.

python -m tests.pictures rehearsal look            every page and screen, into look/
python -m tests.pictures rehearsal docs/pictures --readme   a page of each report, for the README

Needs Debian's libreoffice-writer, libreoffice-calc, fonts-liberation, poppler-utils and chromium.
"""

import argparse
import asyncio
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageChops
from playwright.async_api import Browser

from tests.browser import PHONE, Scheme, chromium, open_page
from tests.report_pages import check_report

SCREEN = 1400
"""Height of a screen's picture, in pixels."""
SCREENS = 12
"""Of one page at most: a transcript has hundreds."""
README_WIDTH = 760


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path, help="what `run.py rehearse` left")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--readme", action="store_true")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    (_for_readme if arguments.readme else picture_all)(arguments.results.resolve(), arguments.folder)
    print(f"the pictures lie in {arguments.folder}/")


def picture_all(results: Path, folder: Path) -> None:
    for file in sorted([*results.glob("*.docx"), *results.glob("*.xlsx")]):
        pages(file, folder)
    asyncio.run(screens(sorted(results.glob("*.html")), folder))


def pages(file: Path, folder: Path, dots: int = 80) -> list[Path]:
    """A PNG for each page of `file`, as LibreOffice lays it out."""
    with tempfile.TemporaryDirectory(prefix="atelier-look-") as scratch:
        own = f"-env:UserInstallation={Path(scratch).as_uri()}/profile"
        _run("soffice", "libreoffice-writer libreoffice-calc", own, "--headless", "--convert-to", "pdf",
             "--outdir", scratch, str(file))  # fmt: skip
        paper = Path(scratch) / f"{file.stem}.pdf"
        if file.name.startswith("report."):
            check_report(paper)
        _run("pdftoppm", "poppler-utils", "-r", str(dots), "-png", str(paper), str(folder / file.name))
    return sorted(folder.glob(f"{file.name}-*.png"))


def _run(program: str, packages: str, *arguments: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise SystemExit(f"this needs {program}: apt install {packages}")
    subprocess.run([found, *arguments], check=True, capture_output=True, timeout=300)


async def screens(files: Sequence[Path], folder: Path) -> None:
    """Screenshots of each page: wide in light mode, and on a phone in dark mode."""
    async with chromium() as browser:
        for file in files:
            await _screens(browser, file, folder, 1200, "light")
            await _screens(browser, file, folder, PHONE, "dark")


async def _screens(browser: Browser, file: Path, folder: Path, width: int, scheme: Scheme) -> None:
    async with open_page(browser, file, width, scheme) as page:
        await page.set_viewport_size({"width": width, "height": SCREEN})
        height = await page.evaluate("document.documentElement.scrollHeight")
        for number, top in enumerate(range(0, min(height, SCREEN * SCREENS), SCREEN), 1):
            await page.evaluate("top => scrollTo(0, top)", top)
            await page.screenshot(path=folder / f"{file.name}-{scheme}-{width}-{number:02d}.png", timeout=120_000)


def _for_readme(results: Path, folder: Path) -> None:
    """The first page of the Word report and of the workbook, and the plots on the page for a screen; few colours, few
    bytes."""
    with tempfile.TemporaryDirectory(prefix="atelier-look-") as scratch:
        first = pages(results / "report.fr.docx", Path(scratch), 110)[0]
        sheet = _trimmed(pages(results / "data.xlsx", Path(scratch), 110)[0])
        shot = Path(scratch) / "html.png"
        asyncio.run(_plots(results / "report.en.html", shot))
        for picture, name in ((first, "report-docx"), (shot, "report-html"), (sheet, "workbook")):
            _keep(picture, folder / f"{name}.png")


async def _plots(file: Path, target: Path) -> None:
    async with chromium() as browser, open_page(browser, file, 860) as page:
        await page.locator("h2:has-text('Attendance'), h3:has-text('Through the day')").last.evaluate(
            "each => each.scrollIntoView()"
        )
        await page.screenshot(path=target)


def _trimmed(picture: Path) -> Path:
    """The picture without white borders and without the page's footer."""
    with Image.open(picture) as opened:
        page = opened.convert("RGB").crop((0, 0, opened.width, opened.height * 9 // 10))
    used = ImageChops.difference(page, Image.new("RGB", page.size, "white")).getbbox()
    assert used, picture
    border = 20
    page.crop((0, 0, min(used[2] + border, page.width), min(used[3] + border, page.height))).save(picture)
    return picture


def _keep(picture: Path, target: Path) -> None:
    with Image.open(picture) as opened:
        height = round(opened.height * README_WIDTH / opened.width)
        small = opened.convert("RGB").resize((README_WIDTH, height), Image.Resampling.LANCZOS)
        small.quantize(48).save(target, optimize=True)


if __name__ == "__main__":
    main()
