"""A real browser: Debian's Chromium, driven by Playwright, and checks for every HTML page of the bot."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, async_playwright

PHONE = 360
"""The narrowest screen that pages support, in CSS pixels."""
NAMES = ("chromium", "chromium-browser", "google-chrome")
_OUTSIDE = """() => [...document.querySelectorAll("body *")]
    .filter((each) => !each.closest(".scroll, .sr") && each.getBoundingClientRect().right > innerWidth + 1)
    .map((each) => each.outerHTML.slice(0, 200))"""
Scheme = Literal["light", "dark"]


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    assert path, "this needs Chromium: apt install chromium"
    async with async_playwright() as playwright:
        # A sandbox of its own cannot be had by root, as CI is; the pages are ours.
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        await browser.close()


@asynccontextmanager
async def open_page(browser: Browser, file: Path, width: int = 1200, scheme: Scheme = "light") -> AsyncIterator[Page]:
    """Open the page in `file`. Afterwards, there must be no error, no warning and no request to another address."""
    context = await browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page, troubles = await context.new_page(), []
    page.on("console", lambda message: troubles.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda request: troubles.append(request.url[:200]) if _is_foreign(request.url, file) else None)
    await page.goto(file.as_uri())
    yield page
    await context.close()
    assert troubles == []


def _is_foreign(url: str, file: Path) -> bool:
    return url != file.as_uri() and not url.startswith("data:")


async def accessibility_faults(page: Page) -> list[str]:
    """Faults that axe finds: contrast, order of headings, names, languages, landmarks and the like."""
    found = (await Axe().run(page)).response["violations"]
    return [f"{fault['id']}: {node['html'][:200]}" for fault in found for node in fault["nodes"]]


async def elements_outside_screen(page: Page) -> list[str]:
    """Elements beyond the right edge of the screen that are not in a scrolling container."""
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found: list[str] = await page.evaluate(_OUTSIDE)
    return found
