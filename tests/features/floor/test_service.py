"""The floor of a session: asked for, given in order, kept a moment for those who drop out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.errors import NothingToDo, TurnIsOver
from bot.features.floor import service as floors
from bot.features.floor.errors import FloorClosed, NotWaiting
from bot.features.programme import session_service as sessions
from tests.features.prompts.helpers import CHAIR, Plenary


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Plenary]:
    opened = await Plenary.open(tmp_path)
    yield opened
    await opened.close()


async def ask(here: Plenary, name: str, *, in_voice: bool = True) -> floors.Asked:
    return await floors.request(here.context, here.people[name], in_voice=in_voice)


async def queue(here: Plenary) -> list[str]:
    names = {person.id: name for name, person in here.people.items()}
    return [names[each.participant] for each in (await floors.of(here.context, "first")).waiting]


async def give(here: Plenary, speaking: int | None = None) -> str | None:
    names = {person.id: name for name, person in here.people.items()}
    given = await floors.give_to_next(here.context, "first", CHAIR, speaking)
    return names[given.speaking.participant] if given.speaking else None


async def test_it_is_given_in_the_order_of_asking(here: Plenary) -> None:
    assert [(await ask(here, name)).place for name in ("ML 1", "MW 1", "NE 1")] == [1, 2, 3]
    assert await ask(here, "MW 1") == floors.Asked(2, again=True)
    assert [await give(here) for _ in "123"] == ["ML 1", "MW 1", "NE 1"]
    assert await ask(here, "NE 1") == floors.Asked(0, again=True)
    assert await give(here) is None
    with pytest.raises(NothingToDo):
        await give(here)
    spoken = await here.context.database.rows("select claim, given_at, ended_at from floor_requests")
    assert all(row["claim"] == "spoken" and row["given_at"] and row["ended_at"] for row in spoken)


async def test_two_taps_on_next_count_once(here: Plenary) -> None:
    await ask(here, "ML 1")
    await ask(here, "MW 1")
    done = await asyncio.gather(give(here, 0), give(here, 0), return_exceptions=True)
    assert [it if isinstance(it, str) else type(it) for it in done] == ["ML 1", TurnIsOver]


async def test_one_withdraws_or_gives_it_back(here: Plenary) -> None:
    await ask(here, "ML 1")
    await ask(here, "MW 1")
    await floors.withdraw(here.context, here.people["MW 1"])
    await give(here)
    await floors.withdraw(here.context, here.people["ML 1"])
    floor = await floors.of(here.context, "first")
    assert (floor.speaking, floor.waiting) == (None, [])
    with pytest.raises(NotWaiting):
        await floors.withdraw(here.context, here.people["ML 1"])


async def test_closed_it_takes_no_requests_and_keeps_the_places(here: Plenary) -> None:
    await ask(here, "ML 1")
    await floors.set_open(here.context, "first", False, CHAIR)
    with pytest.raises(FloorClosed):
        await ask(here, "MW 1")
    assert await give(here) == "ML 1"
    await floors.set_open(here.context, "first", True, CHAIR)
    assert (await ask(here, "MW 1")).place == 1


async def test_between_sessions_nobody_can_ask_unless_it_was_opened(here: Plenary) -> None:
    await sessions.end(here.context, "first", CHAIR)
    with pytest.raises(FloorClosed):
        await ask(here, "ML 1")
    await floors.set_open(here.context, "second", True, CHAIR)
    assert (await ask(here, "ML 1")).place == 1


async def test_at_the_sessions_end_nobody_waits_any_more(here: Plenary) -> None:
    await ask(here, "ML 1")
    await ask(here, "MW 1")
    await give(here)
    await sessions.end(here.context, "first", CHAIR)
    await floors.settle(here.context)
    rows = await here.context.database.rows("select claim from floor_requests order by id")
    assert [row["claim"] for row in rows] == ["spoken", "left"]


async def test_one_who_drops_out_keeps_the_place_two_minutes(here: Plenary) -> None:
    for name in ("ML 1", "MW 1", "NE 1"):
        await ask(here, name)
    for name in ("ML 1", "MW 1"):
        await floors.left(here.context, here.people[name].discord_id or 0, from_voice=True)
    assert await floors.next_turn(here.context) == here.clock.now() + timedelta(minutes=2)
    here.pass_time(timedelta(minutes=1, seconds=59))
    await floors.settle(here.context)
    await floors.came(here.context, here.people["MW 1"].discord_id or 0)
    assert await queue(here) == ["ML 1", "MW 1", "NE 1"]
    here.pass_time(timedelta(seconds=1))
    await floors.settle(here.context)
    assert await queue(here) == ["MW 1", "NE 1"]
    assert await floors.next_turn(here.context) is None


async def test_the_floor_goes_past_one_who_is_away(here: Plenary) -> None:
    await ask(here, "ML 1")
    await ask(here, "MW 1")
    await floors.left(here.context, here.people["ML 1"].discord_id or 0, from_voice=True)
    assert await give(here) == "MW 1"
    assert await queue(here) == ["ML 1"]


async def test_one_who_never_was_in_voice_is_not_missed_there(here: Plenary) -> None:
    await ask(here, "ML 1", in_voice=False)
    await floors.left(here.context, here.people["ML 1"].discord_id or 0, from_voice=True)
    assert await floors.next_turn(here.context) is None
    await floors.left(here.context, here.people["ML 1"].discord_id or 0, from_voice=False)  # the server itself
    assert await floors.next_turn(here.context) is not None


async def test_after_a_restart_absence_counts_anew(here: Plenary) -> None:
    await ask(here, "ML 1")
    await ask(here, "MW 1")
    await floors.left(here.context, here.people["ML 1"].discord_id or 0, from_voice=True)
    here.pass_time(timedelta(minutes=10))
    await here.restart()
    await floors.count_absence_anew(here.context)
    await floors.settle(here.context)
    await floors.see(here.context, [here.people["ML 1"].discord_id or 0])
    assert await queue(here) == ["ML 1", "MW 1"]
    assert await floors.next_turn(here.context) == here.clock.now() + timedelta(minutes=2)  # MW 1 is no longer there
