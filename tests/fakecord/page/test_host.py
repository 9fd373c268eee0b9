"""The controls that a program adds beside the chat: its clock, a switch, a button, and a list of things to try."""

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from fakecord import Guild, Person
from fakecord.page import PageServer
from fakecord.page.default_host import EveryMember
from fakecord.page.host import Action, Next, Switch, Task, Text
from fakecord.world import World
from tests.browser import accessibility_faults
from tests.fakecord.page.conftest import PHONE, Library, library

pytestmark = pytest.mark.asyncio(loop_scope="module")
START = datetime(2021, 3, 15, 9, tzinfo=UTC)


class StoppedClock:
    zone, speeds = "Europe/Brussels", (1, 60)

    def __init__(self) -> None:
        self.at, self.fast = START, 0

    def now(self) -> datetime:
        return self.at

    def speed(self) -> int:
        return self.fast

    def next(self) -> Next | None:
        there = Next(START.replace(hour=10), {"fr": "l’ouverture", "en": "the opening"})
        return there if self.at < there.at else None

    async def leap(self) -> None:
        self.at = START.replace(hour=10)

    async def pause(self) -> None:
        self.fast = 0

    async def run(self, speed: int) -> None:
        self.fast = speed


class LibraryHost(EveryMember):
    def __init__(self, world: World, guild: Guild) -> None:
        super().__init__(world, guild, "Europe/Brussels")
        self.steered = StoppedClock()
        self.on, self.done = False, False
        self.tell: Callable[[], None] = lambda: None

    @property
    def clock(self) -> StoppedClock:
        return self.steered

    @property
    def title(self) -> Text:
        return {"en": "A library", "fr": "Une bibliothèque"}

    def switches(self) -> Sequence[Switch]:
        return [Switch("play", {"en": "The others play along", "fr": "Les autres jouent"}, self.on)]

    async def set_switch(self, id: str, on: bool) -> None:
        self.on = on

    def actions(self) -> Sequence[Action]:
        return [Action("break", {"en": "Break the shelf"}, {"en": "Breaks"})]

    async def act(self, id: str) -> None:
        raise RuntimeError("The shelf held.")

    def tasks(self, user_id: int) -> Sequence[Task]:
        return [
            Task("borrow", {"en": "Borrow a book", "fr": "Emprunter un livre"}, self.done),
            Task("lend", {"en": "Lend one", "fr": "En prêter un"}, line={"en": "/lend", "fr": "/prêter"}),
        ]

    def on_change(self, listener: Callable[[], None]) -> None:
        self.tell = listener


@pytest_asyncio.fixture(scope="module", loop_scope="module", name="library")
async def library_with_a_host() -> AsyncIterator[Library]:
    async with library() as built:
        host = LibraryHost(built.server.world, built.guild)
        async with PageServer(built.server, built.guild, host) as page:
            built.page = page
            built.host = host
            yield built
        assert built.troubles == []


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def ada(library: Library) -> Person:
    return library.person("Ada")


async def test_the_clock_leaps_to_what_it_names_and_runs(library: Library, ada: Person) -> None:
    async with library.window(ada) as window:
        clock = window.page.get_by_role("region", name="Clock")
        await expect(clock.get_by_role("time").first).to_have_text("Mon 15 Mar, 10:00")
        following = clock.get_by_role("button", name="Next")
        await expect(following).to_have_accessible_description("11:00, the opening")
        await following.click()
        await expect(clock.get_by_role("time").first).to_have_text("Mon 15 Mar, 11:00")
        await expect(following).to_be_disabled()
        await clock.get_by_role("combobox", name="Speed").select_option("×60")
        await clock.get_by_role("button", name="Pause").click()
        await clock.get_by_role("button", name="Run").click()
        await expect(clock.get_by_role("button", name="Pause")).to_be_visible()


async def test_switches_buttons_and_tasks(library: Library, ada: Person) -> None:
    host = library.host
    assert isinstance(host, LibraryHost)
    async with library.window(ada) as window:
        await window.page.get_by_role("switch", name="The others play along").check()
        await expect(window.page.get_by_role("switch", name="The others play along")).to_be_checked()
        assert host.on
        await window.page.get_by_role("button", name="Break the shelf").click()
        await expect(window.page.get_by_role("alert")).to_have_text("The shelf held.")
        tasks = window.page.get_by_role("complementary", name="What to try")
        await expect(tasks.get_by_role("listitem").first).to_contain_text("Borrow a book (to do)")
        host.done = True
        host.tell()
        await expect(tasks.get_by_role("listitem").first).to_contain_text("Borrow a book (done)")
        assert await accessibility_faults(window.page) == []


async def test_in_french_on_a_phone(library: Library) -> None:
    async with library.window(library.person("Élodie", "fr"), width=PHONE) as window:
        await window.page.get_by_role("button", name="Horloge et choses à essayer").click()
        await expect(window.page.get_by_role("region", name="Horloge")).to_contain_text("lun. 15 mars")
        await expect(window.page.get_by_role("complementary", name="À essayer")).to_contain_text("Emprunter un livre")
        assert await window.page.title() == "Une bibliothèque"
        assert await accessibility_faults(window.page) == []


async def test_a_tap_begins_what_there_is_to_try(library: Library) -> None:
    host = library.host
    assert isinstance(host, LibraryHost)
    host.done = False
    async with library.window(library.person("Zoé", "fr"), width=PHONE) as window:
        tip = window.page.get_by_role("region", name="À essayer")
        await expect(tip).to_contain_text("Emprunter un livre")
        host.done = True
        host.tell()
        await tip.get_by_role("button", name="En prêter un").click()
        box = window.page.get_by_role("textbox", name="Commande")
        await expect(box).to_have_value("/prêter ")
        await expect(window.page.get_by_role("option").first).to_contain_text("livre")
        await box.fill("")
        await window.page.get_by_role("button", name="Horloge et choses à essayer").click()
        tasks = window.page.get_by_role("complementary", name="À essayer")
        await tasks.get_by_role("button", name="En prêter un").click()
        await expect(tasks).to_be_hidden()
        await expect(box).to_be_focused()
        await expect(box).to_have_value("/prêter ")


async def test_a_panel_closes_with_escape_or_beside_it(library: Library) -> None:
    async with library.window(library.person("Yves", "fr"), width=PHONE) as window:
        clock = window.page.get_by_role("region", name="Horloge")
        for close in (window.page.keyboard.press("Escape"), window.page.mouse.click(10, 400)):
            await window.page.get_by_role("button", name="Horloge et choses à essayer").click()
            await expect(clock).to_be_visible()
            await close
            await expect(clock).to_be_hidden()


async def height(element: Locator) -> float:
    return float(await element.evaluate("element => element.clientHeight"))


async def test_the_textbox_is_as_high_as_what_is_in_it(library: Library) -> None:
    async with library.window(library.person("Xavier", "fr"), width=PHONE) as window:
        box = window.page.get_by_role("textbox", name="Commande")
        low = await height(box)
        await box.fill("Une phrase qui ne tient pas sur une seule ligne d’un téléphone, et de loin.")
        assert await height(box) > 1.5 * low
        await box.fill("")
        assert await height(box) == low
