"""Two who ask for the same public message in the same instant: it is posted once, and the second reads who did it."""

import asyncio
from typing import Any

import pytest

from fakecord import Message, Person
from tests.e2e.desk_server import DeskServer
from tests.e2e.harness import Harness, bilingual
from tests.e2e.session_workshop import SessionWorkshop, settled

OPEN = {"id": "hopes", "kind": "open", "text": bilingual("Hopes")}
LATER = {"id": "later", "kind": "choice", "text": bilingual("Later"), "options": [
    {"id": "a", "text": bilingual("A")}, {"id": "b", "text": bilingual("B")}]}  # fmt: skip


def colleague(harness: Harness, role: str = "Facilitators") -> Person:
    person = harness.coordinator("Fatou", "en-GB")
    person.member.roles.append(harness.guild.role(role))
    return person


async def both(first: Person, second: Person, command: str, **options: Any) -> list[str]:
    answers = await asyncio.gather(*(settled(person, command, **options) for person in (first, second)))
    assert not any(answer.failed for answer in answers)
    return [answer.text for answer in answers]


def said_who(answers: list[str]) -> bool:
    """Whether exactly one of two people was told that the other had just done it."""
    return sum("did this a moment ago" in answer and "<@" in answer for answer in answers) == 1


def containing(messages: list[Message], words: str) -> list[Message]:
    return [message for message in messages if words in message.text]


async def test_two_facilitators_say_each_thing_once(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([OPEN, LATER])
    first, second = prepared.facilitator, colleague(harness)
    await prepared.ask("hopes")
    assert said_who(await both(first, second, "prompt nudge", prompt="hopes"))
    assert len([m for m in prepared.plenary if f"<@{prepared.awa.id}>" in m.text]) == 1
    assert said_who(await both(first, second, "prompt results", prompt="hopes", publish=True))
    assert len(containing(prepared.plenary, "0 answers")) <= 2  # the prompt's own message counts its answers too
    assert said_who(await both(first, second, "prompt ask", prompt="later"))
    assert len(containing(prepared.plenary, "Later (en)")) == 1
    assert said_who(await both(first, second, "session floor", action="open"))
    panels = [m for m in harness.guild.channel("plenary").messages if "for the floor" in m.text and not m.ephemeral]
    assert len(panels) == 1
    for person in (prepared.awa, prepared.mary):
        await person.slash("floor request")
    assert said_who(await both(first, second, "session floor", action="next"))
    await harness.until(lambda: containing(prepared.plenary, "has the floor: <@"))
    await prepared.mary.slash("now")
    assert len(containing(prepared.plenary, "has the floor: <@")) == 1
    assert harness.server.violations == []


async def test_two_organisers_remind_and_reopen_once(desk: DeskServer) -> None:
    await desk.open(closes_in=12)
    second = colleague(desk.harness, "Organisers")
    channel = desk.harness.guild.channel("announcements")
    assert said_who(await both(desk.organiser, second, "synthesis remind"))
    assert len(containing(desk.awa.sees(channel), "look forward to your key messages")) == 1
    await desk.harness.until(lambda: containing(desk.awa.sees(channel), "desk is closed"), 20)
    assert said_who(await both(desk.organiser, second, "synthesis reopen"))
    assert len(containing(desk.awa.sees(channel), "desk is open again")) == 1


@pytest.mark.parametrize("arrived", [False, True])
async def test_a_crash_between_claim_and_answer_neither_loses_nor_doubles(harness: Harness, arrived: bool) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([OPEN])
    await prepared.ask("hopes")
    plenary = harness.guild.channel("plenary")
    hold = harness.server.faults.hold("POST", f"/channels/{plenary.id}/messages", before=not arrived)
    asking = asyncio.create_task(prepared.facilitator.slash("prompt nudge", prompt="hopes"))
    await hold.reached(15)
    harness.server.world.nonces.clear()  # as Discord does after some minutes
    await harness.restart_after_kill()

    def nudges() -> list[Message]:
        return [m for m in prepared.plenary if f"<@{prepared.awa.id}>" in m.text]

    await harness.eventually(
        lambda: harness.rows("select 1 from requested_posts where status = 'sent'"), 15, "the nudge is settled"
    )
    assert len(nudges()) == 1
    await asyncio.gather(asking, return_exceptions=True)
