"""The status board of the organisers over the wire: updates, restarts, and a rush."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from fakecord import Message, Permission, Person
from fakecord.posting import delete
from tests.e2e.harness import Harness, seconds_from_now, session, workshop_file

RUSH = 500


@pytest.fixture
async def harness(tmp_path: Path) -> AsyncIterator[Harness]:
    harness = await Harness.build(tmp_path)
    harness.configure(workshop_file(session("opening", seconds_from_now(600), 600)))
    await harness.start_bot()
    await (await harness.organiser.slash("workshop setup")).settled(20)
    yield harness
    await harness.close()
    assert harness.server.violations == []


def boards(harness: Harness) -> list[Message]:
    return [m for m in harness.organiser.sees(harness.guild.channel("organisers")) if "Workshop status" in m.text]


async def the_board(harness: Harness, words: str = "") -> Message:
    """Wait until there is one board and it contains `words`."""
    found: Message = await harness.until(
        lambda: next((m for m in boards(harness) if words in m.text and len(boards(harness)) == 1), None), 15, words
    )
    return found


def edits_of(harness: Harness, message: Message) -> int:
    return sum(entry.method == "PATCH" and str(message.id) in entry.path for entry in harness.server.log)


def looks(harness: Harness) -> int:
    """How often the organisers' channel was read."""
    path = f"/channels/{harness.guild.channel('organisers').id}/messages"
    return sum(entry.method == "GET" and entry.path == path for entry in harness.server.log)


async def test_the_board_follows_the_session_and_is_edited_only_for_changes(harness: Harness) -> None:
    board = await the_board(harness, "Next: Opening (en)")
    awa = harness.coordinator("Awa", "fr-FR")
    await awa.slash("join", administration="ML")
    await harness.organiser.slash("session start")
    await the_board(harness, "Represented: 0/3")
    await awa.slash("checkin")
    await the_board(harness, "Represented: 1/3. Missing: Malawi and Niger.")
    assert [board.id] == [m.id for m in boards(harness)]
    await the_board(harness, "Closing")  # the next announcement, after the opening was posted

    edits = edits_of(harness, board)
    assert edits > 0
    await asyncio.sleep(6)  # only time shows that no edit follows
    assert edits_of(harness, board) == edits


async def test_the_board_lists_what_is_missing_in_the_server(harness: Harness) -> None:
    await the_board(harness, "Next announcements")
    harness.guild.remove_role(harness.guild.role("Facilitators"))
    await the_board(harness, "The role Facilitators is missing")
    ours = harness.guild.role("Atelier")
    ours.permissions &= ~Permission.MANAGE_EVENTS
    harness.guild.role_changed(ours)
    await the_board(harness, "I lack the permission Manage Events")


async def test_the_board_is_found_after_a_restart_and_replaced_if_deleted(harness: Harness) -> None:
    board = await the_board(harness, "Next announcements")
    edits = edits_of(harness, board)
    with harness.server.faults.bot_down():
        await harness.bots[-1].kill()
        looked = looks(harness)
        await harness.start_bot()
    await harness.until(lambda: looks(harness) > looked, 10, "the board to be looked for")
    assert [board.id] == [m.id for m in boards(harness)]
    assert edits_of(harness, board) == edits  # its text is up to date

    delete(harness.server.world, board)
    await harness.organiser.slash("session start")
    again = await the_board(harness, "In progress")
    assert again.id != board.id


async def test_a_rush_into_voice_causes_few_edits_and_loses_nobody(harness: Harness) -> None:
    board = await the_board(harness)
    people = [harness.coordinator(f"P{n}", "en-GB") for n in range(RUSH)]
    roster = "discord_id,administration\n" + "".join(f"{p.id},{('MW', 'ML', 'NE')[p.id % 3]}\n" for p in people)
    taken = await harness.organiser.slash("roster import", file=("roster.csv", roster.encode()))
    await taken.settled(10)
    await harness.organiser.slash("session start")
    await the_board(harness, "In progress")
    edits, prepared = edits_of(harness, board), harness.guild.channel("Plenary")

    asking = asyncio.create_task(ask_meanwhile(people[0]))
    for person in people:
        person.join_voice(prepared)
        await asyncio.sleep(0.001)
    await the_board(harness, f"{RUSH} people present")
    slowest = await asking
    assert edits_of(harness, board) - edits <= 3
    assert slowest < 3_000
    rows = harness.rows("select distinct participant from presences where source = 'voice'")
    assert len(rows) == RUSH


async def ask_meanwhile(person: Person) -> float:
    """The slowest of ten replies, in milliseconds."""
    asked = [await person.slash("now") for _ in range(10)]
    assert not any(each.failed for each in asked)
    return max(each.latency_ms for each in asked)


async def test_without_the_right_to_read_the_history_it_is_edited_and_not_posted_anew(harness: Harness) -> None:
    board = await the_board(harness, "Next announcements")
    place = harness.guild.channel("organisers")
    hidden = Permission.READ_MESSAGE_HISTORY
    place.set_overwrite(harness.guild.me, allow=place.overwrites[harness.guild.me.id].allow & ~hidden, deny=hidden)
    place.changed()
    await the_board(harness, "Read Message History")
    for represented, (name, code) in enumerate([("Awa", "ML"), ("Mary", "MW"), ("Issa", "NE")]):
        delegate = harness.coordinator(name, "fr")
        await delegate.slash("join", administration=code)
        await (harness.organiser.slash("session start") if represented == 0 else asyncio.sleep(0))
        if represented == 2:
            delete(harness.server.world, board)
        await delegate.slash("checkin")
        shown = await the_board(harness, f"Represented: {represented + 1}/3")
        assert (shown.id == board.id) == (represented < 2)
    assert [(it.method, it.status) for it in harness.server.violations] == [("PATCH", 404)]  # so it noticed
    harness.server.violations.clear()
