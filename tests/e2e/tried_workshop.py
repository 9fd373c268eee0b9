"""`run.py try` as a process, and windows of a browser in which a small workshop is played."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser import chromium
from tests.e2e.harness import ROOT, bilingual, workshop_file

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1300, "height": 900}
GROUPS = (
    *(("MW", "Malawi", "en"), ("ML", "Mali", "fr"), ("GH", "Ghana", "en"), ("NE", "Niger", "fr")),
    ("TG", "Togo", "fr"),
)


def small_workshop() -> dict[str, Any]:
    """Two days in 2040: an opening with a question, then the key messages; one session on the day after."""
    ask = {"id": "hopes", "kind": "open", "text": bilingual("What do you hope for"), "max_length": 300}
    days = [
        {"date": "2040-03-19", "title": bilingual("One"), "sessions": [
            {"id": "opening", "title": bilingual("Opening"), "start": "11:00", "duration": "30m", "prompts": [ask]},
            {"id": "messages", "title": bilingual("Messages"), "start": "14:00", "duration": "1h"},
        ]},
        {"date": "2040-03-20", "title": bilingual("Two"), "sessions": [
            {"id": "closing", "title": bilingual("Closing"), "start": "11:00", "duration": "30m"},
        ]},
    ]  # fmt: skip
    return workshop_file() | {
        "timezone": "Europe/Brussels", "registration": "code", "days": days,
        "key_messages": {"opens": "messages", "closes": "2040-03-19T17:00", "per_administration": 2},
        "administrations": [
            {"code": code, "name": {"fr": name, "en": name}, "language": language, "timezone": "Africa/Accra"}
            for code, name, language in GROUPS
        ],
    }  # fmt: skip


@dataclass
class Window:
    """A window of the browser, in which a test plays one person after the other."""

    page: Page

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    @property
    def last(self) -> Locator:
        return self.log.get_by_role("article").last

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    async def be(self, who: str) -> None:
        """Become the first person whose name or description holds `who`."""
        await self._open("side")
        menu = self.page.locator("#you")
        number = await menu.locator("option").filter(has_text=who).first.get_attribute("value")
        async with self.page.expect_navigation():
            await menu.select_option(value=number)

    async def go_to(self, channel: str) -> None:
        await self._open("side")
        await self.page.locator("#side").get_by_role("link", name=channel).first.click()
        await expect(self.page.locator("main header")).to_contain_text(channel)

    async def _open(self, panel: str) -> None:
        """On a phone the panels beside the chat open with a button."""
        button = self.page.locator(f".bar button[popovertarget={panel}]")
        if await button.is_visible() and not await self.page.locator(f"#{panel}").is_visible():
            await button.click()

    async def file(self, words: str) -> bytes:
        """The file of the last message, whose link holds `words`."""
        link = self.last.get_by_role("link").filter(has_text=words).first
        address = await link.evaluate("link => link.href")
        return await (await self.page.request.get(address)).body()

    async def send(self, line: str) -> None:
        box = self.page.locator("#command")
        await box.fill(line)
        await box.press("Escape")
        await box.press("Enter")

    async def submit(self, text: str) -> None:
        """Fill in the first text field of the form that opens, and send it."""
        await self.dialog.get_by_role("textbox").first.fill(text)
        await self.dialog.locator("button[type=submit]").click()
        await expect(self.dialog).to_be_hidden()

    async def turn_off(self, switch: str) -> None:
        await self.page.get_by_label(switch).uncheck()

    async def leap_to(self, words: str) -> None:
        """Press *Next* until it has reached the event with this name."""
        what = self.page.locator("#next-is")
        for _ in range(30):
            now = await what.inner_text()
            await self.page.get_by_role("button", name="Next", exact=True).click()
            await expect(what).not_to_have_text(now, timeout=20_000)
            if words in now:
                return
        raise AssertionError(f"nothing is called {words}")


@dataclass
class TriedWorkshop:
    process: asyncio.subprocess.Process
    url: str
    browser: Browser
    troubles: list[str] = field(default_factory=list)
    """What the browser complained of."""

    @asynccontextmanager
    async def window(self, size: dict[str, int] = DESKTOP) -> AsyncIterator[Window]:
        context = await self.browser.new_context(viewport=size)  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        page = await context.new_page()
        page.on("console", lambda message: self.troubles.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        await page.goto(self.url)
        yield Window(page)
        await context.close()


@asynccontextmanager
async def tried_workshop(folder: Path) -> AsyncIterator[TriedWorkshop]:
    """Afterwards, the process must end cleanly on request, and leave nothing behind."""
    (folder / "config" / "workshops").mkdir(parents=True)
    (folder / "tmp").mkdir()
    text = yaml.safe_dump(small_workshop(), allow_unicode=True, sort_keys=False)
    (folder / "config" / "workshops" / "e2e.yaml").write_text(text, encoding="utf-8")
    environment = {"PATH": "/usr/bin:/bin", "LANG": "en_GB.UTF-8", "TMPDIR": str(folder / "tmp")}
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(ROOT / "run.py"), "try", "--participants", "5",
        cwd=folder, env=environment, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        assert process.stdout
        url = (await asyncio.wait_for(process.stdout.readline(), 40)).decode().strip()
        async with chromium() as browser:
            tried = TriedWorkshop(process, url, browser)
            yield tried
        assert tried.troubles == []
    finally:
        if process.returncode is None:
            process.terminate()
        assert await asyncio.wait_for(process.wait(), 10) == 0
    assert list((folder / "tmp").iterdir()) == []
