"""The workshop that can be tried by hand: its people, its clock and its things to try, with the real bot."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime

import pytest
import pytest_asyncio

from bot.rehearsal.tryout import companions
from bot.rehearsal.tryout.session import Tryout
from tests.rehearsal.tried_by_hand import SETUP, announced, done, leap_to, next_label, opened_tryout, set_up

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def tryout() -> AsyncIterator[Tryout]:
    """The tests use it in their order, like one person who tries the workshop."""
    async with opened_tryout() as built:
        yield built


async def test_the_server_is_bare_and_the_clock_stands_an_hour_before_the_first_agenda(tryout: Tryout) -> None:
    host, guild = tryout.host, tryout.play.environment.guild
    assert [channel.name for channel in guild.channels.values()] == ["general"]
    assert (host.clock.now().isoformat(), host.clock.speed()) == ("2021-03-15T07:00:00+00:00", 0)
    assert host.clock.zone == "Europe/Brussels"
    assert next_label(tryout) == ("15 09:00", "the day’s agenda", "l’ordre du jour de la journée")
    who = [(user.person.user.locale, user.description["en"].split(",")[0]) for user in host.people()]
    assert who == [
        ("en-GB", "Organiser"), ("en-GB", "Facilitator"), ("fr", "Coordinator"), ("fr", "Coordinator"),
        ("en-GB", "Coordinator"), ("en-GB", "Coordinator"), ("fr", "Somebody new"),
    ]  # fmt: skip


async def test_once_the_server_is_set_up_all_join_but_the_newcomer(tryout: Tryout) -> None:
    organiser, newcomer = tryout.people.cast.organiser, tryout.people.newcomer
    changes: list[int] = []
    tryout.host.on_change(lambda: changes.append(1))
    await set_up(tryout)
    assert tryout.people.cast.facilitator.roles == ["Facilitators"]
    assert newcomer.roles == []
    await tryout.play.environment.server.until(lambda: done(tryout, organiser) == [SETUP])
    assert changes


async def test_somebody_new_joins_with_the_code_that_the_organiser_hands_out(tryout: Tryout) -> None:
    organiser, newcomer = tryout.people.cast.organiser, tryout.people.newcomer
    handed_out = (await (await organiser.slash("roster codes")).settled()).reply
    assert handed_out
    rows = [line.split(",") for line in handed_out.attachments[0].content.decode("utf-8-sig").split()]
    await (await newcomer.slash("join", administration="ML", code="AAAAA-AAAAA")).settled()
    assert done(tryout, newcomer) == []
    code = next(row[-1] for row in rows if row[0] == "ML")
    await (await newcomer.slash("join", administration="ML", code=code)).settled()
    await tryout.play.environment.server.until(lambda: done(tryout, newcomer) == ["join"])
    labels = tryout.host.tasks(newcomer.id)[0].label
    assert ("/join" in labels["en"], "/rejoindre" in labels["fr"]) == (True, True)


async def test_a_leap_to_the_opening_has_it_announced_and_the_others_sign_in(tryout: Tryout) -> None:
    await leap_to(tryout, "the opening of “Opening and overview”")
    assert tryout.host.clock.now() == datetime.fromisoformat("2021-03-15T10:00:01+00:00")
    [opening] = announced(tryout, "Émarger")
    guild, server, others = tryout.play.environment.guild, tryout.play.environment.server, tryout.people.others

    def who_signed_in() -> set[str]:
        return {each.who.name for each in server.interactions if each.name.endswith(":signin") and each.ack}

    await server.until(lambda: who_signed_in() == {each.name for each in others if each.habit.name != "ABSENT"}, 60)
    played = tryout.people.played[0].person
    await (await played.press(opening, "Émarger / Sign in")).settled()
    await server.until(lambda: "checkin" in done(tryout, played))
    assert len(guild.events) > 8


async def test_the_others_answer_and_ask_for_the_floor_unless_they_are_switched_off(tryout: Tryout) -> None:
    facilitator, server = tryout.people.cast.facilitator, tryout.play.environment.server
    await tryout.host.set_switch("play-along", False)
    assert {switch.id: switch.on for switch in tryout.host.switches()}["play-along"] is False
    await (await facilitator.slash("prompt ask", prompt="connection")).settled()
    await (await facilitator.slash("session floor", action="open")).settled()
    before = len(server.interactions)
    await asyncio.sleep(2 * companions.LOOK_AGAIN)
    assert len(server.interactions) == before
    await tryout.host.set_switch("play-along", True)
    await server.until(lambda: {"prompt:pick:connection"} <= _pressed(tryout), 30)
    assert done(tryout, facilitator) == ["prompt ask", "session floor"]


def _pressed(tryout: Tryout) -> set[str]:
    return {each.name.partition(":")[2] for each in tryout.play.environment.server.interactions if each.ack}


async def test_a_leap_over_the_night(tryout: Tryout) -> None:
    await leap_to(tryout, "the day’s summary")
    assert next_label(tryout)[:2] == ("16 09:00", "the day’s agenda")
    await tryout.host.clock.leap()
    assert tryout.host.clock.now() == datetime.fromisoformat("2021-03-16T08:00:01+00:00")
    await tryout.play.environment.server.until(lambda: announced(tryout, "16 March") or announced(tryout, "16 mars"))


async def test_the_clock_runs_and_pauses(tryout: Tryout) -> None:
    clock = tryout.host.clock
    await clock.run(600)
    at = clock.now()
    await tryout.play.environment.clock.wait_until(at.replace(microsecond=0))
    assert (clock.speed(), clock.now() > at) == (600, True)
    await clock.pause()
    assert clock.speed() == 0
    with pytest.raises(ValueError, match="none of the speeds"):
        await clock.run(7)
    while tryout.host.clock.next():
        await clock.leap()
    await clock.leap()
    assert tryout.play.expectations.faults == []
