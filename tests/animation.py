"""The README's animated picture, from the real page: a coordinator signs in on a phone, and a facilitator sees it.

python -m tests.animation docs/pictures/try.png
"""

import asyncio
import io
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from PIL import Image
from playwright.async_api import Page, expect

from bot.i18n.catalogue import available
from bot.rehearsal.tryout.session import Tryout, TryoutOptions, opened
from bot.workshop_file import read_workshop
from fakecord.page import PageServer
from tests.browser import chromium

SAMPLE = Path(__file__).resolve().parents[1] / "config" / "workshops" / "acpi-2021.yaml"
DESK, PHONE, GAP = (900, 640), (340, 640), 12
"""The windows of the facilitator and of the coordinator, and what is between them, in pixels."""
GROUND = (88, 101, 122)
COLOURS = 256
LARGEST = 2_000_000
"""In bytes."""
TYPING, SHORT, LONG = 180, 700, 2600
"""How long a frame is shown, in milliseconds."""


class Film:
    """Both windows side by side, frame by frame."""

    def __init__(self, desk: Page, phone: Page) -> None:
        self._windows = (desk, phone)
        self._frames: list[Image.Image] = []
        self._durations: list[int] = []

    async def take(self, milliseconds: int) -> None:
        frame = Image.new("RGB", (DESK[0] + GAP + PHONE[0], DESK[1]), GROUND)
        for page, left in zip(self._windows, (0, DESK[0] + GAP), strict=True):
            frame.paste(Image.open(io.BytesIO(await page.screenshot())), (left, 0))
        self._frames.append(frame)
        self._durations.append(milliseconds)

    def save(self, target: Path) -> None:
        """Write the animation.

        All frames share the colours of the last one, so that unchanged parts are stored once.
        """
        palette = self._frames[-1].quantize(COLOURS)
        first, *others = [frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in self._frames]
        first.save(target, "PNG", save_all=True, append_images=others, duration=self._durations, loop=0, optimize=True)
        assert target.stat().st_size < LARGEST, f"{target} has {target.stat().st_size} bytes"


async def shoot() -> Film:
    workshop, faults = read_workshop(SAMPLE, available())
    assert workshop, faults
    async with opened(TryoutOptions(workshop, SAMPLE, "en")) as tryout:
        await _up_to_the_opening(tryout)
        async with _windows(tryout) as (desk, phone):
            film = Film(desk, phone)
            await _act(film, desk, phone)
            return film


async def _up_to_the_opening(tryout: Tryout) -> None:
    """Everyone has joined, some have signed in, and nobody does anything by themselves any more."""
    await (await tryout.people.cast.organiser.slash("workshop setup")).settled(30)
    coordinators = [each.person for each in tryout.people.cast.coordinators]
    server, host = tryout.play.environment.server, tryout.host
    await server.until(lambda: all("Coordinators" in each.roles for each in coordinators), 60)
    while (following := host.clock.next()) and "the opening" not in following.label["en"]:
        await host.clock.leap()
    await host.clock.leap()
    await server.until(lambda: sum(each.name.endswith(":signin") for each in server.interactions) > 8, 60)
    await host.set_switch("play-along", False)


@asynccontextmanager
async def _windows(tryout: Tryout) -> AsyncIterator[tuple[Page, Page]]:
    environment = tryout.play.environment
    people = (tryout.people.cast.facilitator, tryout.people.played[0].person)
    channels = ("plenary", "announcements")
    async with PageServer(environment.server, environment.guild, tryout.host) as page, chromium() as browser:
        pages = []
        for person, channel, (width, height) in zip(people, channels, (DESK, PHONE), strict=True):
            opened_page = await browser.new_page(viewport={"width": width, "height": height})
            await opened_page.goto(f"{page.url}?as={person.id}&in={environment.guild.channel(channel).id}")
            await expect(opened_page.get_by_role("log")).to_have_attribute("aria-busy", "false")
            pages.append(opened_page)
        yield pages[0], pages[1]


async def _act(film: Film, desk: Page, phone: Page) -> None:
    await film.take(LONG)
    await _ask_for_status(film, desk)
    button = phone.get_by_role("button", name="Émarger / Sign in").last
    await button.scroll_into_view_if_needed()
    await button.hover()
    await film.take(SHORT)
    await button.click()
    await expect(phone.get_by_role("log").get_by_role("article").last).to_contain_text("Ouverture")
    await phone.wait_for_timeout(500)
    await film.take(LONG)
    await _ask_for_status(film, desk)
    await film.take(LONG)


async def _ask_for_status(film: Film, desk: Page) -> None:
    box, articles = desk.locator("#command"), desk.get_by_role("log").get_by_role("article")
    before, line = await articles.count(), "/session status"
    for end in (1, 4, 9, 12, len(line)):
        await box.fill(line[:end])
        await desk.wait_for_timeout(250)
        await film.take(TYPING)
    await box.press("Escape")
    await box.press("Enter")
    await expect(articles).to_have_count(before + 1)
    await expect(articles.last).to_contain_text("present")
    await desk.wait_for_timeout(300)
    await film.take(LONG)


if __name__ == "__main__":
    asyncio.run(shoot()).save(Path(sys.argv[1]))
