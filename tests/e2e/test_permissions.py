"""The whole way with the permissions of the README's invitation and no other; and each of them is needed and missed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.chat.permissions import NAMES, NEEDED
from fakecord import Permission, Person
from fakecord.model.channel_types import Overwrite
from fakecord.permissions import EVERYONE
from tests.e2e.harness import Stage, bilingual, in_seconds, session, workshop_file
from tests.e2e.session_workshop import settled, write
from tests.e2e.test_restart import latest

PEOPLE = 7
LONG = "mot " * 999
"""As long as an answer may be: so many go into a file."""


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """A server where what everybody may do, the bot may not for that reason."""
    stage = await Stage.build(tmp_path, permissions=NEEDED.value)
    guild = stage.guild
    guild.community = True
    guild.new_channel("Plenary", "stage")
    guild.everyone.permissions = Permission(0)
    guild.new_role("Delegates", int(EVERYONE))
    guild.move_role(guild.role("Atelier"), 2)
    yield stage
    await stage.close()


def a_workshop() -> dict[str, Any]:
    now = in_seconds(0)
    desk = {
        "opens": f"{now - timedelta(minutes=1):%Y-%m-%dT%H:%M:%S}",
        "closes": f"{in_seconds(900):%Y-%m-%dT%H:%M:%S}",
    }
    hopes = {"id": "hopes", "kind": "open", "text": bilingual("Hopes"), "max_length": 4000}
    speakers = [f"{letter * 90}" for letter in "ABCDEFGHIJKL"]  # an announcement longer than a message
    first = session("opening", in_seconds(900), 600, prompts=[hopes], speakers=speakers)
    return workshop_file(first, session("closing", in_seconds(1800), 600), key_messages=desk)


def somebody(stage: Stage, name: str) -> Person:
    person = stage.coordinator(name, "en-GB")
    stage.guild.give(person, stage.guild.role("Delegates"))
    return person


async def test_the_whole_way_with_the_invitation_s_permissions_alone(stage: Stage) -> None:
    stage.configure(a_workshop())
    await stage.start_bot()
    assert "Missing" not in (await settled(stage.organiser, "workshop setup")).text
    people = [somebody(stage, f"Person {number}") for number in range(PEOPLE)]
    for person in people:
        await person.slash("join", administration="ML")
    coordinators = stage.guild.role("Coordinators")
    await stage.until(lambda: all(coordinators in person.member.roles for person in people), 10, "their role")
    await a_session(stage, people)
    await key_messages(stage, people[0])

    assert [event.status for event in stage.guild.events.values()] == [2, 1]
    assert "I lack" not in (await settled(stage.organiser, "workshop status")).text
    assert stage.server.violations == []
    assert set(stage.server.permissions_used) == set(Permission(NEEDED.value))
    await each_is_missed(stage)


async def a_session(stage: Stage, people: list[Person]) -> None:
    """It opens with a ping, its event and its stage; it asks, shows what it heard, and gives the floor."""
    plenary, hall = stage.guild.channel("plenary"), stage.guild.channel("Plenary")
    await settled(stage.organiser, "session start", session="opening")
    opening = await stage.until(lambda: latest(stage, "announcements", "signin"), 15, "the opening")
    assert opening.embeds
    assert opening.pinged_roles == [stage.guild.role("Coordinators")]
    await stage.until(lambda: hall.id in stage.guild.stages, 10, "the stage")
    await people[0].press(opening, "signin")

    await settled(stage.organiser, "prompt ask", prompt="hopes")
    question = latest(stage, "plenary", "prompt:answer")
    assert question
    for person in people:
        await write(person, question, LONG)
    await settled(stage.organiser, "prompt close")
    await settled(stage.organiser, "prompt results", publish=True)
    assert plenary.history[-1].attachments

    people[0].join_voice(hall)
    await people[0].slash("floor request")
    await settled(stage.organiser, "session floor", action="open")
    await settled(stage.organiser, "session floor", action="next")
    await stage.until(lambda: people[0].voice and not people[0].voice.suppress, 10, "the floor")


async def key_messages(stage: Stage, person: Person) -> None:
    form = (await person.slash("keymessage write")).form
    assert form
    await person.submit(form, {"text": "Exchange progress every quarter"})
    await settled(stage.organiser, "synthesis publish", override=True)
    posts = stage.guild.channel("key-messages")
    await stage.until(lambda: any("Exchange progress" in m.text for m in posts.history), 15, "the publication")


async def each_is_missed(stage: Stage) -> None:
    """Without any one of them, in the server or in a channel, `/workshop status` names it as Discord's settings do."""
    role = stage.guild.role("Atelier")
    for name, needs in NEEDED:
        if needs:
            one = discord.Permissions(**{name: True}).value
            role.permissions = Permission(NEEDED.value & ~one)
            stage.guild.role_changed(role)
            status = (await settled(stage.organiser, "workshop status")).text
            assert f"I lack the permission {NAMES[name]}." in status
            assert status.count("I lack the permission") == 1
    role.permissions = Permission(NEEDED.value)
    stage.guild.role_changed(role)
    plenary = stage.guild.channel("plenary")
    plenary.overwrites[role.id] = Overwrite(role.id, 0, Permission(0), Permission.SEND_MESSAGES)
    plenary.changed()
    status = (await settled(stage.organiser, "workshop status")).text
    assert f"In <#{plenary.id}> I lack: Send Messages" in status
