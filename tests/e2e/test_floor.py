"""The floor over the wire: requests, turns, stages, and kills of the bot."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from fakecord import Message, Person
from tests.e2e.harness import Harness
from tests.e2e.session_workshop import SessionWorkshop, settled


@pytest.fixture
async def prepared(harness: Harness) -> AsyncIterator[SessionWorkshop]:
    harness.guild.new_channel("Plenary", "stage")
    prepared = SessionWorkshop(harness)
    await prepared.open([])
    yield prepared
    assert harness.server.violations == []


def has(message: Message, custom_id: str) -> bool:
    return any(button["custom_id"].endswith(f":{custom_id}") for button in message.buttons)


def may_speak(person: Person) -> bool:
    voice = person.voice
    return voice is not None and not voice.suppress


@pytest.mark.slow
async def test_the_floor_is_given_in_order_also_after_a_restart(prepared: SessionWorkshop) -> None:
    announcements = prepared.harness.guild.channel("announcements")
    opening = await prepared.harness.until(
        lambda: next((m for m in prepared.awa.sees(announcements) if "floor:request" in str(m.buttons)), None)
    )
    asked = [await prepared.awa.press(opening, "floor:request"), await prepared.mary.slash("floor request")]
    assert [exchange.text[-2:] for exchange in asked] == ["1.", "2."]
    twice_at_once = [settled(prepared.facilitator, "session floor", action="open") for _ in range(2)]
    await asyncio.gather(*twice_at_once)
    await prepared.harness.until(
        lambda: [has(m, "floor:request") for m in prepared.plenary] == [True], what="one panel"
    )
    panel = prepared.plenary[-1]
    assert "1. **Mali** · Awa\n2. **Malawi** · Mary" in panel.text

    await prepared.restart()
    assert "3." in (await prepared.koffi.press(panel, "floor:request")).text
    assert "3. **Mali** · Koffi" in (await prepared.mary.slash("floor list")).text
    await prepared.koffi.press(panel, "floor:withdraw")
    refused = await prepared.mary.press(panel, "floor:next:opening:0")
    assert "Only the facilitators" in refused.text
    await prepared.facilitator.press(panel, "floor:next:opening:0")
    twice = await prepared.facilitator.press(panel, "floor:next:opening:0")
    assert "already begun" in twice.text
    await prepared.harness.until(lambda: prepared.plenary[-1].pinged_users == [prepared.awa.user])
    await prepared.harness.until(lambda: "**Mali** · Awa has the floor, since <t:" in panel.text)
    await prepared.facilitator.press(panel, "floor:close:opening")
    assert "parole" in (await prepared.koffi.slash("floor request")).text
    await prepared.harness.until(
        lambda: "No more requests are taken." in panel.text and not has(panel, "floor:request")
    )


async def test_on_a_stage_only_the_speaker_may_speak(prepared: SessionWorkshop) -> None:
    harness = prepared.harness.guild.channel("Plenary")
    for person in (prepared.awa, prepared.mary):
        person.join_voice(harness)
        await person.slash("floor request")
    await settled(prepared.facilitator, "session floor", action="next")
    await prepared.harness.until(lambda: may_speak(prepared.awa))
    await settled(prepared.facilitator, "session floor", action="next")
    await prepared.harness.until(lambda: may_speak(prepared.mary) and not may_speak(prepared.awa))


@pytest.mark.slow
async def test_a_speaker_is_called_once_even_if_the_bot_is_killed(prepared: SessionWorkshop) -> None:
    uncalled = "select 1 from floor_requests where claim = 'speaking' and called_at is null"
    plenary = f"/channels/{prepared.harness.guild.channel('plenary').id}/messages"
    for person in (prepared.awa, prepared.mary):
        await person.slash("floor request")
    for person, before in ((prepared.awa, True), (prepared.mary, False)):
        hold = prepared.harness.server.faults.hold("POST", plenary, before=before)
        giving = asyncio.create_task(prepared.facilitator.slash("session floor", action="next"))
        await hold.reached(20)
        await prepared.harness.restart_after_kill()
        await giving
        await prepared.harness.eventually(lambda: prepared.harness.rows(uncalled) == [])
        assert called(prepared, person) == 1


def called(prepared: SessionWorkshop, person: Person) -> int:
    return sum(person.user in message.pinged_users for message in prepared.plenary)


@pytest.mark.slow
async def test_a_person_who_leaves_voice_keeps_the_place_in_the_queue(prepared: SessionWorkshop) -> None:
    harness = prepared.harness.guild.channel("Plenary")
    for person in (prepared.awa, prepared.mary):
        person.join_voice(harness)
        await person.slash("floor request")
    await settled(prepared.facilitator, "session floor", action="open")
    panel = prepared.plenary[-1]
    prepared.awa.leave_voice()
    await prepared.harness.until(lambda: "Awa (" in panel.text)
    await prepared.harness.bots[-1].kill()
    prepared.awa.join_voice(harness)
    await prepared.harness.start_bot()
    await prepared.harness.until(lambda: "Awa (" not in panel.text)
    assert "1. **Mali** · Awa" in panel.text
