"""Events and stages that Discord changes by itself, and those that it should change but does not."""

import asyncio
from typing import Any

from fakecord.model.event import ScheduledEvent
from tests.e2e.announcements import prepare
from tests.e2e.harness import Harness, seconds_from_now, session
from tests.e2e.session_workshop import SessionWorkshop, settled

LINK = "https://zoom.example/1"


def events(harness: Harness) -> list[ScheduledEvent]:
    return sorted(harness.guild.events.values(), key=lambda it: it.id)


async def stage_workshop(harness: Harness, **more: Any) -> SessionWorkshop:
    harness.guild.community = True
    harness.guild.new_channel("Plenary", "stage")
    prepared = SessionWorkshop(harness)
    await prepared.open([], **more)
    return prepared


async def test_an_external_event_that_discord_forgets_is_started_and_completed(harness: Harness) -> None:
    harness.server.world.events.forgets_external = True
    await prepare(harness, sessions=[session("opening", seconds_from_now(25), 20)], link=LINK)
    [event] = events(harness)
    await harness.until(lambda: event.status_name == "active", 60)
    await harness.until(lambda: event.status_name == "completed", 60)
    assert harness.server.violations == []


async def test_an_event_that_ends_between_look_and_change_is_looked_at_again(harness: Harness) -> None:
    await prepare(harness, sessions=[session("opening", seconds_from_now(900), 600)], link=LINK)
    [event] = events(harness)
    await harness.organiser.slash("session start", session="opening")
    await harness.until(lambda: event.status_name == "active", 20)
    harness.server.faults.refuse("PATCH", "/scheduled-events/", 400, times=1, code=180000, message="Cannot update")
    await harness.organiser.slash("session end", session="opening")
    await harness.until(lambda: event.status_name == "completed", 30)
    assert "could not be updated" not in harness.bots[-1].log()


async def test_a_reopened_session_has_a_new_event(harness: Harness) -> None:
    await prepare(harness, sessions=[session("opening", seconds_from_now(900), 600)], link=LINK)
    await harness.organiser.slash("session start", session="opening")
    await harness.until(lambda: events(harness)[0].status_name == "active", 20)
    await harness.organiser.slash("session end", session="opening")
    await harness.until(lambda: events(harness)[0].status_name == "completed", 20)
    await harness.organiser.slash("session start", session="opening")
    await harness.until(lambda: [it.status_name for it in events(harness)] == ["completed", "active"], 20)
    await harness.organiser.slash("session end", session="opening")
    await harness.until(lambda: [it.status_name for it in events(harness)] == ["completed", "completed"], 20)
    assert harness.server.violations == []


async def test_a_stage_that_closes_by_itself_is_opened_again_while_its_session_is_open(harness: Harness) -> None:
    await stage_workshop(harness)
    stage = harness.guild.channel("Plenary")
    await harness.until(lambda: stage.id in harness.guild.stages, 20)
    first = harness.guild.stages[stage.id]
    await asyncio.sleep(1)  # the bot may still be looking whether the event opened it
    harness.server.world.events.close_stage(first)
    await harness.until(lambda: harness.guild.stages.get(stage.id) not in (None, first), 20)
    await harness.organiser.slash("session end", session="opening")
    await harness.until(lambda: stage.id not in harness.guild.stages, 20)
    assert harness.server.violations == []


async def test_a_facilitator_reads_that_a_speaker_could_not_be_invited(harness: Harness) -> None:
    prepared = await stage_workshop(harness)
    stage = harness.guild.channel("Plenary")
    await harness.until(lambda: stage.id in harness.guild.stages, 20)
    prepared.awa.join_voice(stage)
    await prepared.awa.slash("floor request")
    harness.server.faults.refuse("PATCH", "/voice-states/", 403, times=9, code=50013, message="Missing Permissions")
    given = await settled(prepared.facilitator, "session floor", action="next")
    await harness.until(lambda: any("invite" in message.text for message in given.messages), 20)
    assert "Mute Members" in given.messages[-1].text


async def test_titles_of_a_hundred_characters_in_each_language_fit_everywhere(harness: Harness) -> None:
    title = {"fr": "L’hygiène des mains dans tous les services de l’hôpital ".ljust(100, "é"), "en": "Hygiene " * 12}
    long = session("opening", seconds_from_now(900), 600, title=title)
    await prepare(harness, sessions=[long], title=dict(title))
    [event] = events(harness)
    shown = event.name.split(" / ")
    assert len(shown) == 2
    assert len(event.name) <= 100
    assert all(
        it.endswith("…") and title[language].startswith(it[:-1]) for it, language in zip(shown, title, strict=True)
    )
    suggested = await harness.organiser.suggest("session start", "session", "hyg")
    assert [value for _name, value in suggested] == ["opening"]
    await (await harness.organiser.slash("session start", session="opening")).settled(20)
    assert (await harness.organiser.slash("session outcome", session="opening")).form
    for command in ("programme", "now", "workshop status", "session status"):
        assert (await harness.organiser.slash(command)).text, command
    await harness.until(lambda: event.status_name == "active", 20)
    assert harness.server.violations == []
