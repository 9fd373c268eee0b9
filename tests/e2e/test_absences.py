"""The bot misses events of its server: outages, removals, new sessions of the gateway.

Only time that it saw counts as presence.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.chat.permissions import NEEDED
from bot.core.instants import parse_utc
from tests.e2e.harness import Harness
from tests.e2e.test_attendance import VOICE, database_becomes, open_session, rows_become

ENDED = "select 1 from session_states where ended_at is not null"


@pytest.fixture
async def harness(tmp_path: Path) -> AsyncIterator[Harness]:
    harness = await Harness.build(tmp_path)
    yield harness
    await harness.close()
    assert harness.server.violations == []


async def ends_when_last_seen(harness: Harness, before: datetime, after: datetime, *names: str) -> None:
    """Each of these people has an uncertain interval that ended between the two moments, and none that spans them."""
    rows = [row for row in harness.rows(VOICE) if row["ends"] and row["uncertain"]]
    for name in names:
        assert any(before <= parse_utc(row["ends"]) <= after for row in rows if row["name"] == name), (name, rows)


def intervals(harness: Harness, name: str) -> list[dict[str, Any]]:
    return [row for row in harness.rows(VOICE) if row["name"] == name]


async def test_after_outages_of_the_server_presence_is_what_was_seen(harness: Harness) -> None:
    """Of four people one stays, one leaves, one moves to another channel, and one leaves and comes again."""
    people = await open_session(harness, "Awa", "Binta", "Chisomo", "Dalia")
    stage, lobby = harness.guild.channel("Plenary"), harness.guild.new_channel("Lobby", "voice")
    for person in people.values():
        person.join_voice(stage)
    await rows_become(harness, *[(name, False, False) for name in people])

    began = datetime.now(UTC)
    with harness.server.faults.guild_outage(harness.guild):
        gone = [(name, True, True) for name in people]
        await rows_become(harness, *gone)  # whoever reads the attendance now sees no more than that
        seen_until = datetime.now(UTC)
        people["Binta"].leave_voice()
        people["Chisomo"].join_voice(lobby)
        people["Dalia"].leave_voice()
        people["Dalia"].join_voice(stage)
        back = datetime.now(UTC)
    await rows_become(harness, *gone, ("Awa", False, True), ("Dalia", False, True))
    await ends_when_last_seen(harness, began, seen_until, *people)
    assert all(parse_utc(intervals(harness, name)[-1]["starts"]) >= back for name in ("Awa", "Dalia"))

    with harness.server.faults.guild_outage(harness.guild):  # a second one in the same session
        await rows_become(harness, *gone, ("Awa", True, True), ("Dalia", True, True))
        people["Binta"].join_voice(stage)
        people["Dalia"].leave_voice()
    twice = *gone, ("Awa", True, True), ("Dalia", True, True)
    await rows_become(harness, *twice, ("Awa", False, True), ("Binta", False, True))
    people["Binta"].leave_voice()  # seen again
    people["Chisomo"].join_voice(stage)
    now = ("Awa", False, True), ("Binta", True, True), ("Chisomo", False, False)
    await rows_become(harness, *twice, *now)


async def session_ends(harness: Harness) -> None:
    """Wait until the session has ended by its time."""
    await harness.eventually(lambda: harness.rows(ENDED), 60, "the end of the session")


async def test_an_outage_over_the_end_of_the_session_adds_nothing(harness: Harness) -> None:
    people = await open_session(harness, "Awa", "Binta", start=-5, seconds=25)
    stage = harness.guild.channel("Plenary")
    people["Awa"].join_voice(stage)
    await rows_become(harness, ("Awa", False, False))
    with harness.server.faults.guild_outage(harness.guild):
        seen = await rows_become(harness, ("Awa", True, True))
        people["Binta"].join_voice(stage)
        assert harness.rows(ENDED) == []
        await session_ends(harness)
    await asyncio.sleep(1)
    assert harness.rows(VOICE) == seen


async def test_a_bot_that_was_removed_saw_nothing_until_it_is_invited_again(harness: Harness) -> None:
    people = await open_session(harness, "Awa", "Binta", "Chisomo")
    stage = harness.guild.channel("Plenary")
    people["Awa"].join_voice(stage)
    people["Binta"].join_voice(stage)
    await rows_become(harness, ("Awa", False, False), ("Binta", False, False))
    removed = datetime.now(UTC)
    harness.server.kick_bot(harness.guild)
    gone = ("Awa", True, True), ("Binta", True, True)
    await rows_become(harness, *gone)
    await ends_when_last_seen(harness, removed, datetime.now(UTC), "Awa", "Binta")
    people["Binta"].leave_voice()
    people["Chisomo"].join_voice(stage)
    harness.server.invite(harness.guild, permissions=NEEDED.value)
    await rows_become(harness, *gone, ("Awa", False, True), ("Chisomo", False, True))


async def test_a_bot_that_is_invited_again_after_the_end_of_the_session_adds_nothing(harness: Harness) -> None:
    people = await open_session(harness, "Awa", start=-5, seconds=25)
    people["Awa"].join_voice(harness.guild.channel("Plenary"))
    await rows_become(harness, ("Awa", False, False))
    harness.server.kick_bot(harness.guild)
    seen = await rows_become(harness, ("Awa", True, True))
    assert harness.rows(ENDED) == []
    await session_ends(harness)
    harness.server.invite(harness.guild, permissions=NEEDED.value)
    await asyncio.sleep(1)
    assert harness.rows(VOICE) == seen


async def test_a_removal_while_the_connection_is_down_is_an_absence_too(harness: Harness) -> None:
    """Discord tells the next session in which servers the bot is, and not that it was removed."""
    people = await open_session(harness, "Awa")
    stage = harness.guild.channel("Plenary")
    people["Awa"].join_voice(stage)
    await rows_become(harness, ("Awa", False, False))
    await harness.server.faults.close_gateway()
    harness.server.kick_bot(harness.guild)
    harness.server.world.gateway.sessions.clear()
    harness.server.faults.lift()
    await harness.until(lambda: harness.server.connected, 60)
    await rows_become(harness, ("Awa", True, True))
    await asyncio.sleep(1)  # nobody is found in a server that the bot is not in
    await rows_become(harness, ("Awa", True, True))
    people["Awa"].leave_voice()
    harness.server.invite(harness.guild, permissions=NEEDED.value)
    people["Awa"].join_voice(stage)
    await database_becomes(lambda: len(harness.rows(VOICE)) == 2)
    harness.server.violations.clear()  # until it connected, the bot could not know that it had been removed


async def test_a_session_that_ends_while_the_gateway_is_lost_counts_what_was_seen(harness: Harness) -> None:
    """Only the next connection shows that Discord does not repeat what happened until the session's end."""
    people = await open_session(harness, "Awa", "Binta", start=-5, seconds=25)
    stage = harness.guild.channel("Plenary")
    for person in people.values():
        person.join_voice(stage)
    await rows_become(harness, ("Awa", False, False), ("Binta", False, False))
    lost = datetime.now(UTC)
    await harness.server.faults.close_gateway()
    closed = datetime.now(UTC)
    people["Awa"].leave_voice()
    await session_ends(harness)
    harness.server.world.gateway.sessions.clear()
    harness.server.faults.lift()
    await harness.until(lambda: harness.server.connected, 60)
    rows = await rows_become(harness, ("Awa", True, True), ("Binta", True, True))
    assert all(lost <= parse_utc(row["ends"]) <= closed + timedelta(seconds=1) for row in rows)
