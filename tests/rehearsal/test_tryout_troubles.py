"""Troubles on purpose in a workshop that is tried by hand, and others who play along to its end."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.rehearsal.tryout.session import Tryout
from tests.rehearsal.tried_by_hand import announced, done, leap_to, opened_tryout, set_up

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def tryout() -> AsyncIterator[Tryout]:
    """The tests use it in their order."""
    async with opened_tryout() as built:
        await set_up(built)
        await leap_to(built, "the day’s agenda")
        yield built


async def test_a_killed_bot_comes_back_and_says_nothing_twice(tryout: Tryout) -> None:
    said = len(announced(tryout, ""))
    await tryout.host.act("kill")
    await tryout.host.act("cut")
    played = tryout.people.played[0].person
    await (await played.slash("programme")).settled()
    await tryout.host.clock.leap()
    assert len(announced(tryout, "")) == said + 1
    assert "programme" in done(tryout, played)


async def test_on_a_full_disk_the_bot_refuses_in_words_until_there_is_room(tryout: Tryout) -> None:
    await leap_to(tryout, "the opening of “The CIPS")
    assert [switch.id for switch in tryout.host.switches()] == ["play-along", "full-disk"]
    await tryout.host.set_switch("full-disk", True)
    played = tryout.people.played[0].person
    refused = await (await played.slash("checkin")).settled(30)
    assert "pas pu l’enregistrer" in refused.text
    await tryout.host.set_switch("full-disk", False)
    signed_in = await (await played.slash("checkin")).settled(30)
    assert "pas pu" not in signed_in.text


async def test_the_desk_and_the_evaluation_fill_by_themselves(tryout: Tryout) -> None:
    await leap_to(tryout, "the opening of “Key messages")
    written = "keymessage:form:new"
    server = tryout.play.environment.server
    leads = [each for each in tryout.people.others if each.leads]
    await server.until(lambda: sum(written in each.name for each in server.interactions) >= len(leads), 60)
    await leap_to(tryout, "the end of “Addresses and closing”")
    await server.until(lambda: any("evaluate:form:" in each.name for each in server.interactions), 60)
