"""A workshop with exactly the permissions of the README's invitation, and a status that lists each missing one."""

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
from tests.e2e.harness import Harness, bilingual, seconds_from_now, session, workshop_file
from tests.e2e.session_workshop import settled, write
from tests.e2e.test_restart import latest

PEOPLE = 7
LONG = "mot " * 999
"""The longest answer that is allowed. Several of them go into a file."""


@pytest.fixture
async def harness(tmp_path: Path) -> AsyncIterator[Harness]:
    """A server where `@everyone` has no permissions, so that the bot has only its own."""
    harness = await Harness.build(tmp_path, permissions=NEEDED.value)
    guild = harness.guild
    guild.community = True
    guild.new_channel("Plenary", "stage")
    guild.everyone.permissions = Permission(0)
    guild.new_role("Delegates", int(EVERYONE))
    guild.move_role(guild.role("Atelier"), 2)
    yield harness
    await harness.close()


def a_workshop() -> dict[str, Any]:
    now = seconds_from_now(0)
    desk = {
        "opens": f"{now - timedelta(minutes=1):%Y-%m-%dT%H:%M:%S}",
        "closes": f"{seconds_from_now(900):%Y-%m-%dT%H:%M:%S}",
    }
    hopes = {"id": "hopes", "kind": "open", "text": bilingual("Hopes"), "max_length": 4000}
    speakers = [f"{letter * 90}" for letter in "ABCDEFGHIJKL"]  # an announcement longer than a message
    first = session("opening", seconds_from_now(900), 600, prompts=[hopes], speakers=speakers)
    return workshop_file(first, session("closing", seconds_from_now(1800), 600), key_messages=desk)


def somebody(harness: Harness, name: str) -> Person:
    person = harness.coordinator(name, "en-GB")
    harness.guild.give(person, harness.guild.role("Delegates"))
    return person


async def test_a_whole_workshop_with_the_permissions_of_the_invitation(harness: Harness) -> None:
    harness.configure(a_workshop())
    await harness.start_bot()
    assert "Missing" not in (await settled(harness.organiser, "workshop setup")).text
    people = [somebody(harness, f"Person {number}") for number in range(PEOPLE)]
    for person in people:
        await person.slash("join", administration="ML")
    coordinators = harness.guild.role("Coordinators")
    await harness.until(lambda: all(coordinators in person.member.roles for person in people), 10, "their role")
    await a_session(harness, people)
    await key_messages(harness, people[0])

    assert [event.status for event in harness.guild.events.values()] == [2, 1]
    assert "I lack" not in (await settled(harness.organiser, "workshop status")).text
    assert harness.server.violations == []
    assert set(harness.server.permissions_used) == set(Permission(NEEDED.value))
    await each_is_missed(harness)


async def a_session(harness: Harness, people: list[Person]) -> None:
    """Open a session with its event and its stage, ask a question, show the results and give the floor."""
    plenary, hall = harness.guild.channel("plenary"), harness.guild.channel("Plenary")
    await settled(harness.organiser, "session start", session="opening")
    opening = await harness.until(lambda: latest(harness, "announcements", "signin"), 15, "the opening")
    assert opening.embeds
    assert opening.pinged_roles == [harness.guild.role("Coordinators")]
    await harness.until(lambda: hall.id in harness.guild.stages, 10, "the stage")
    await people[0].press(opening, "signin")

    await settled(harness.organiser, "prompt ask", prompt="hopes")
    question = latest(harness, "plenary", "prompt:answer")
    assert question
    for person in people:
        await write(person, question, LONG)
    await settled(harness.organiser, "prompt close")
    await settled(harness.organiser, "prompt results", publish=True)
    assert plenary.history[-1].attachments

    people[0].join_voice(hall)
    await people[0].slash("floor request")
    await settled(harness.organiser, "session floor", action="open")
    await settled(harness.organiser, "session floor", action="next")
    await harness.until(lambda: people[0].voice and not people[0].voice.suppress, 10, "the floor")


async def key_messages(harness: Harness, person: Person) -> None:
    form = (await person.slash("keymessage write")).form
    assert form
    await person.submit(form, {"text": "Exchange progress every quarter"})
    await settled(harness.organiser, "synthesis publish", override=True)
    posts = harness.guild.channel("key-messages")
    await harness.until(lambda: any("Exchange progress" in m.text for m in posts.history), 15, "the publication")


async def each_is_missed(harness: Harness) -> None:
    """`/workshop status` lists each permission that is missing in the server or a channel, by Discord's name."""
    role = harness.guild.role("Atelier")
    for name, needs in NEEDED:
        if needs:
            one = discord.Permissions(**{name: True}).value
            role.permissions = Permission(NEEDED.value & ~one)
            harness.guild.role_changed(role)
            status = (await settled(harness.organiser, "workshop status")).text
            assert f"I lack the permission {NAMES[name]}." in status
            assert status.count("I lack the permission") == 1
    role.permissions = Permission(NEEDED.value)
    harness.guild.role_changed(role)
    plenary = harness.guild.channel("plenary")
    plenary.overwrites[role.id] = Overwrite(role.id, 0, Permission(0), Permission.SEND_MESSAGES)
    plenary.changed()
    status = (await settled(harness.organiser, "workshop status")).text
    assert f"In <#{plenary.id}> I lack: Send Messages" in status
