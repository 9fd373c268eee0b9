"""The organisers' board over the wire: kept up to date, never without a change, found again, and under a rush."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from fakecord import Message, Permission, Person
from fakecord.posting import delete
from tests.e2e.harness import Stage, in_seconds, session, workshop_file

RUSH = 500


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    stage = await Stage.build(tmp_path)
    stage.configure(workshop_file(session("opening", in_seconds(600), 600)))
    await stage.start_bot()
    await (await stage.organiser.slash("workshop setup")).settled(20)
    yield stage
    await stage.close()
    assert stage.server.violations == []


def boards(stage: Stage) -> list[Message]:
    return [m for m in stage.organiser.sees(stage.guild.channel("organisers")) if "How the workshop stands" in m.text]


async def the_board(stage: Stage, words: str = "") -> Message:
    """The one board, once it says `words`."""
    found: Message = await stage.until(
        lambda: next((m for m in boards(stage) if words in m.text and len(boards(stage)) == 1), None), 15, words
    )
    return found


def edits_of(stage: Stage, message: Message) -> int:
    return sum(entry.method == "PATCH" and str(message.id) in entry.path for entry in stage.server.log)


def looks(stage: Stage) -> int:
    """How often the organisers' channel was read."""
    path = f"/channels/{stage.guild.channel('organisers').id}/messages"
    return sum(entry.method == "GET" and entry.path == path for entry in stage.server.log)


async def test_it_follows_the_session_and_is_not_touched_without_a_change(stage: Stage) -> None:
    board = await the_board(stage, "Next: Opening (en)")
    awa = stage.coordinator("Awa", "fr-FR")
    await awa.slash("join", administration="ML")
    await stage.organiser.slash("session start")
    await the_board(stage, "Represented: 0/3")
    await awa.slash("checkin")
    await the_board(stage, "Represented: 1/3. Missing: Malawi and Niger.")
    assert [board.id] == [m.id for m in boards(stage)]
    await the_board(stage, "Closing")  # the next announcement, once the opening was said

    edits = edits_of(stage, board)
    assert edits > 0
    await asyncio.sleep(6)  # that nothing comes can only be seen by waiting
    assert edits_of(stage, board) == edits


async def test_it_says_what_is_missing_in_the_server(stage: Stage) -> None:
    await the_board(stage, "Next announcements")
    stage.guild.remove_role(stage.guild.role("Facilitators"))
    await the_board(stage, "The role Facilitators is missing")
    ours = stage.guild.role("Atelier")
    ours.permissions &= ~Permission.MANAGE_EVENTS
    stage.guild.role_changed(ours)
    await the_board(stage, "I lack the permission Manage Events")


async def test_it_is_found_again_after_a_restart_and_made_anew_where_it_was_deleted(stage: Stage) -> None:
    board = await the_board(stage, "Next announcements")
    edits = edits_of(stage, board)
    with stage.server.faults.bot_down():
        await stage.bots[-1].kill()
        looked = looks(stage)
        await stage.start_bot()
    await stage.until(lambda: looks(stage) > looked, 10, "the board to be looked for")
    assert [board.id] == [m.id for m in boards(stage)]
    assert edits_of(stage, board) == edits  # it says already what it should

    delete(stage.server.world, board)
    await stage.organiser.slash("session start")
    again = await the_board(stage, "In progress")
    assert again.id != board.id


async def test_a_rush_into_voice_makes_no_storm_of_edits_and_loses_nobody(stage: Stage) -> None:
    board = await the_board(stage)
    people = [stage.coordinator(f"P{n}", "en-GB") for n in range(RUSH)]
    roster = "discord_id,administration\n" + "".join(f"{p.id},{('MW', 'ML', 'NE')[p.id % 3]}\n" for p in people)
    taken = await stage.organiser.slash("roster import", file=("roster.csv", roster.encode()))
    await taken.settled(10)
    await stage.organiser.slash("session start")
    await the_board(stage, "In progress")
    edits, prepared = edits_of(stage, board), stage.guild.channel("Plenary")

    asking = asyncio.create_task(ask_meanwhile(people[0]))
    for person in people:
        person.join_voice(prepared)
        await asyncio.sleep(0.001)
    await the_board(stage, f"{RUSH} people present")
    slowest = await asking
    assert edits_of(stage, board) - edits <= 3
    assert slowest < 3_000
    rows = stage.rows("select distinct participant from presences where source = 'voice'")
    assert len(rows) == RUSH


async def ask_meanwhile(person: Person) -> float:
    """The slowest of some answers, in milliseconds."""
    asked = [await person.slash("now") for _ in range(10)]
    assert not any(each.failed for each in asked)
    return max(each.latency_ms for each in asked)
