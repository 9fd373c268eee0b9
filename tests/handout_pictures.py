"""Draws the pictures of the invitations: `python -m tests.handout_pictures`, a part of `make pictures`.

Needs chromium. The pictures are in each language with phrases; commit them.
"""

import asyncio
import io
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from PIL import Image
from playwright.async_api import Browser

from bot.export.handouts.pictures import ALTERNATIVES, FOLDER, TEMPLATE, content_of
from bot.i18n.catalogue import available
from tests.browser import chromium

SHARPNESS = 2.5
"""Pixels of the picture for one of the page: 400 dots an inch, as it is printed."""
COLOURS = 24


def page_in(language: str) -> str:
    """The page with every picture."""
    template = Environment(autoescape=True, undefined=StrictUndefined).from_string(TEMPLATE.read_text(encoding="utf-8"))
    return template.render(content_of(language))


async def draw_all(folder: Path) -> None:
    async with chromium() as browser:
        for language in sorted(available()):
            await _draw(browser, language, folder)


async def _draw(browser: Browser, language: str, folder: Path) -> None:
    page = await browser.new_page(device_scale_factor=SHARPNESS, viewport={"width": 980, "height": 700})
    await page.set_content(page_in(language))
    for name in ALTERNATIVES:
        shot = await page.locator(f"#{name}").screenshot()
        with Image.open(io.BytesIO(shot)) as opened:
            few = opened.convert("RGB").quantize(COLOURS)
            few.save(folder / f"{name}.{language}.png", optimize=True)
    await page.close()


if __name__ == "__main__":
    asyncio.run(draw_all(FOLDER))
