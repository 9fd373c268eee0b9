"""The floor over the wire: asked for, given, on a stage, through a kill and a restart."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from fakecord import Message, Person
from tests.e2e.harness import Stage
from tests.e2e.session_workshop import SessionRoom, settled


@pytest.fixture
async def room(stage: Stage) -> AsyncIterator[SessionRoom]:
    stage.guild.new_channel("Plenary", "stage")
    room = SessionRoom(stage)
    await room.open([])
    yield room
    assert stage.server.violations == []


def has(message: Message, custom_id: str) -> bool:
    return any(button["custom_id"] == custom_id for button in message.buttons)


def may_speak(person: Person) -> bool:
    voice = person.member.voice
    return voice is not None and not voice.suppress


async def test_the_floor_is_asked_for_and_given_in_order_through_a_restart(room: SessionRoom) -> None:
    announcements = room.stage.guild.channel("announcements")
    opening = await room.stage.until(lambda: next((m for m in room.awa.sees(announcements) if m.buttons), None))
    asked = [await room.awa.press(opening, "floor:request"), await room.mary.slash("floor request")]
    assert [exchange.text[-2:] for exchange in asked] == ["1.", "2."]
    twice_at_once = [settled(room.facilitator, "session floor", action="open") for _ in range(2)]
    await asyncio.gather(*twice_at_once)
    await room.stage.until(lambda: [has(m, "floor:request") for m in room.plenary] == [True], what="one panel")
    panel = room.plenary[-1]
    assert "1. **Mali** · Awa\n2. **Malawi** · Mary" in panel.text

    await room.restart()
    assert "3." in (await room.koffi.press(panel, "floor:request")).text
    assert "3. **Mali** · Koffi" in (await room.mary.slash("floor list")).text
    await room.koffi.press(panel, "floor:withdraw")
    refused = await room.mary.press(panel, "floor:next:opening:0")
    assert "Only the facilitators" in refused.text
    await room.facilitator.press(panel, "floor:next:opening:0")
    twice = await room.facilitator.press(panel, "floor:next:opening:0")
    assert "already gone on" in twice.text
    await room.stage.until(lambda: room.plenary[-1].pinged_users == [room.awa.user])
    await room.stage.until(lambda: "**Mali** · Awa has the floor, since <t:" in panel.text)
    await room.facilitator.press(panel, "floor:close:opening")
    assert "parole" in (await room.koffi.slash("floor request")).text
    await room.stage.until(lambda: "No more requests are taken." in panel.text and not has(panel, "floor:request"))


async def test_on_a_stage_the_one_who_has_the_floor_may_speak(room: SessionRoom) -> None:
    stage = room.stage.guild.channel("Plenary")
    for person in (room.awa, room.mary):
        person.join_voice(stage)
        await person.slash("floor request")
    await settled(room.facilitator, "session floor", action="next")
    await room.stage.until(lambda: may_speak(room.awa))
    await settled(room.facilitator, "session floor", action="next")
    await room.stage.until(lambda: may_speak(room.mary) and not may_speak(room.awa))


async def test_who_was_given_the_floor_is_called_once_whenever_the_bot_dies(room: SessionRoom) -> None:
    uncalled = "select 1 from floor_requests where claim = 'speaking' and called_at is null"
    plenary = f"/channels/{room.stage.guild.channel('plenary').id}/messages"
    for person in (room.awa, room.mary):
        await person.slash("floor request")
    for person, before in ((room.awa, True), (room.mary, False)):
        hold = room.stage.server.faults.hold("POST", plenary, before=before)
        giving = asyncio.create_task(room.facilitator.slash("session floor", action="next"))
        await hold.reached(20)
        await room.stage.restart_after_kill()
        await giving
        await room.stage.eventually(lambda: room.stage.rows(uncalled) == [])
        assert called(room, person) == 1


def called(room: SessionRoom, person: Person) -> int:
    return sum(person.user in message.pinged_users for message in room.plenary)


async def test_one_who_drops_out_is_shown_as_away_and_comes_back_to_the_place(room: SessionRoom) -> None:
    stage = room.stage.guild.channel("Plenary")
    for person in (room.awa, room.mary):
        person.join_voice(stage)
        await person.slash("floor request")
    await settled(room.facilitator, "session floor", action="open")
    panel = room.plenary[-1]
    room.awa.leave_voice()
    await room.stage.until(lambda: "Awa (" in panel.text)
    await room.stage.bots[-1].kill()
    room.awa.join_voice(stage)
    await room.stage.start_bot()
    await room.stage.until(lambda: "Awa (" not in panel.text)
    assert "1. **Mali** · Awa" in panel.text
