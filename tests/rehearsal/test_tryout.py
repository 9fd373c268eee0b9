"""The workshop that can be tried by hand: its people, clock, things to try and troubles, with the real bot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
import pytest_asyncio

from bot.i18n.catalogue import available
from bot.rehearsal.tryout import bot_keeper
from bot.rehearsal.tryout.session import Tryout, TryoutOptions, opened
from bot.workshop_file import read_workshop
from fakecord import Message, Person

SAMPLE = Path(__file__).resolve().parents[2] / "config" / "workshops" / "acpi-2021.yaml"
PEOPLE = 8
SETUP = "workshop setup"

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def tryout() -> AsyncIterator[Tryout]:
    """The tests use it in their order, as one person would who tries the workshop."""
    workshop, _faults = read_workshop(SAMPLE, available())
    assert workshop
    async with opened(TryoutOptions(workshop, SAMPLE, "en", participants=PEOPLE)) as built:
        built.host.on_change(built.play.environment.server.notify)  # `until` looks again
        yield built
    assert built.play.environment.server.violations == []


def next_label(tryout: Tryout) -> tuple[str, str, str]:
    following = tryout.host.clock.next()
    assert following
    at = following.at.astimezone(tryout.play.workshop.zone)
    return f"{at:%d %H:%M}", following.label["en"], following.label["fr"]


def done(tryout: Tryout, person: Person) -> list[str]:
    return [task.id for task in tryout.host.tasks(person.id) if task.done]


async def leap_to(tryout: Tryout, label: str) -> None:
    while label not in next_label(tryout)[1]:
        await tryout.host.clock.leap()
    await tryout.host.clock.leap()


def announced(tryout: Tryout, words: str) -> list[Message]:
    return [m for m in tryout.play.environment.guild.channel("announcements").history if words in m.text]


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
    await (await organiser.slash(SETUP)).settled(30)
    coordinators = [each.person for each in tryout.people.cast.coordinators]
    await tryout.play.environment.server.until(lambda: all("Coordinators" in each.roles for each in coordinators), 60)
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
    assert [switch.on for switch in tryout.host.switches()][0] is False
    await (await facilitator.slash("prompt ask", prompt="connection")).settled()
    await (await facilitator.slash("session floor", action="open")).settled()
    before = len(server.interactions)
    await asyncio.sleep(2 * max(bot_keeper.RESTART_AFTER, 1.0))
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
