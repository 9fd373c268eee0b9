"""`run.py try` in a real browser: the first steps of a newcomer, and two people at once."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.e2e.tried_workshop import PHONE, TriedWorkshop, tried_workshop

pytestmark = pytest.mark.asyncio(loop_scope="module")
OPENING = "the opening of “Opening (en)”"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def tried(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[TriedWorkshop]:
    """The tests use it in their order."""
    async with tried_workshop(tmp_path_factory.mktemp("try")) as opened:
        yield opened


async def test_the_organiser_sets_the_server_up(tried: TriedWorkshop) -> None:
    async with tried.window() as window:
        await expect(window.page.get_by_role("combobox", name="You are")).to_have_value(re.compile(r"\d+"))
        await window.page.get_by_role("textbox", name="Command").press_sequentially("/works")
        suggestions = window.page.get_by_role("listbox", name="Suggestions")
        await expect(suggestions.get_by_role("option").filter(has_text="/workshop setup")).to_be_visible()
        await window.send("/workshop setup")
        await expect(window.last).to_contain_text("Channels created", timeout=20_000)
        await expect(window.page.get_by_role("complementary", name="What to try")).to_contain_text("/roster codes")
        navigation = window.page.get_by_role("navigation", name="Channels")
        await expect(navigation.get_by_role("link", name="announcements")).to_be_visible()


async def test_somebody_new_joins_and_signs_in_on_a_phone(tried: TriedWorkshop) -> None:
    async with tried.window() as organiser, tried.window(PHONE) as phone:
        await organiser.send("/roster codes")
        await expect(organiser.last).to_contain_text("codes")
        rows = (await organiser.file("csv")).decode("utf-8-sig").splitlines()
        code = next(row.split(",")[-1] for row in rows if row.startswith("TG,"))
        await phone.be("Somebody new")
        await phone.go_to("announcements")
        await phone.log.get_by_role("button", name="S’inscrire").first.click()
        await phone.dialog.get_by_role("textbox").first.fill(code)
        await phone.dialog.locator("button[type=submit]").click()
        await expect(phone.last).to_contain_text("Togo")
        await organiser.leap_to(OPENING)
        await phone.log.get_by_role("button", name="Émarger / Sign in").last.click()
        await expect(phone.last).to_contain_text("Opening (fr)")


async def test_a_facilitator_asks_and_sees_the_answer_from_another_window(tried: TriedWorkshop) -> None:
    async with tried.window() as facilitator, tried.window(PHONE) as phone:
        await facilitator.be("Facilitator")
        await facilitator.go_to("plenary")
        await facilitator.send("/prompt ask prompt:hopes")
        question = facilitator.log.get_by_role("article").filter(has_text="What do you hope for (en)").first
        await phone.be("Somebody new")
        await phone.go_to("plenary")
        await phone.log.get_by_role("button", name="Répondre / Answer").click()
        await phone.submit("Échanger <b>plus</b> souvent")
        await expect(phone.last).to_contain_text("Échanger <b>plus</b> souvent")
        await expect(question).to_contain_text(re.compile("[1-9] answers?"), timeout=20_000)


async def test_a_form_closed_by_mistake_loses_no_text(tried: TriedWorkshop) -> None:
    async with tried.window(PHONE) as phone:
        text = phone.dialog.get_by_role("textbox").first
        await phone.be("Mali")
        await phone.go_to("plenary")
        answer = phone.log.get_by_role("button", name="Répondre / Answer")
        await answer.click()
        await text.fill("Ce que je ne veux pas retaper")
        await text.press("Escape")
        await expect(phone.dialog).to_be_hidden()
        await answer.click()
        await expect(text).to_have_value("Ce que je ne veux pas retaper")
        await phone.page.go_back()  # a phone's gesture
        await phone.be("Malawi")
        await phone.go_to("plenary")
        await answer.click()
        await expect(text).to_have_value("")
        await phone.dialog.get_by_role("button", name="Cancel").click()
        await phone.be("Mali")
        await phone.go_to("plenary")
        await answer.click()
        await expect(text).to_have_value("Ce que je ne veux pas retaper")
        await phone.dialog.locator("button[type=submit]").click()
        await expect(phone.last).to_contain_text("Ce que je ne veux pas retaper")
