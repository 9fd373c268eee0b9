"""`run.py try` in a real browser, to the end: key messages, the report, a night, a killed bot."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.e2e.tried_workshop import PHONE, TriedWorkshop, tried_workshop

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def tried(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[TriedWorkshop]:
    """The tests use it in their order."""
    async with tried_workshop(tmp_path_factory.mktemp("try")) as opened:
        async with opened.window() as organiser:
            await organiser.send("/workshop setup")
            await expect(organiser.last).to_contain_text("Channels created", timeout=20_000)
        yield opened


async def test_a_key_message_is_written_translated_cleared_and_published(tried: TriedWorkshop) -> None:
    async with tried.window() as organiser, tried.window(PHONE) as phone:
        await organiser.turn_off("The others play along")
        await organiser.leap_to("the opening of “Messages (en)”")
        await phone.be("Mali")
        await phone.send("/messageclé rédiger")
        await phone.submit("Le programme est plus nécessaire que jamais.")
        await expect(phone.last).to_contain_text("ML-1")
        await organiser.go_to("organisers")
        await organiser.send("/synthesis translate message:ML-1")
        await organiser.submit("The programme is needed more than ever.")
        await organiser.send("/synthesis clear message:ML-1")
        await organiser.send("/synthesis publish")
        await phone.go_to("key-messages")
        await expect(phone.last).to_contain_text("The programme is needed more than ever.", timeout=20_000)
        await organiser.send("/export report format:docx language:English")
        await expect(organiser.last.get_by_role("link").filter(has_text="docx")).to_be_visible(timeout=30_000)
        assert (await organiser.file("docx"))[:2] == b"PK"
        done = organiser.page.get_by_role("complementary", name="What to try").locator(".done")
        await expect(done).to_have_count(5)


async def test_a_leap_over_the_night_then_a_kill(tried: TriedWorkshop) -> None:
    async with tried.window() as window:
        await window.leap_to("the day’s summary")
        await window.leap_to("the day’s agenda")
        await expect(window.page.get_by_role("region", name="Clock")).to_contain_text(re.compile("20 Mar"))
        await window.go_to("announcements")
        await expect(window.last).to_contain_text("Closing (en)")
        await window.page.get_by_role("button", name="Kill the bot").click()
        await expect(window.page.get_by_role("button", name="Kill the bot")).to_be_enabled(timeout=40_000)
        await window.send("/now")
        await expect(window.last).to_contain_text("Closing (en)", timeout=20_000)
        said = await window.log.get_by_role("article").filter(has_text="Two (en)").count()
        assert said == 1
