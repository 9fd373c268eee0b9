"""The floor of a session: who asks, who gets it, and who keeps the place while away."""

import asyncio
from datetime import timedelta

import pytest

from bot.core.errors import NothingToDo, TurnIsOver
from bot.features.floor import service
from bot.features.floor.errors import FloorClosed, NotWaiting
from bot.features.floor.model import RequestResult
from bot.features.programme import session_service as sessions
from tests.features.helpers import do_after_next_read
from tests.features.prompts.helpers import CHAIR, PromptWorkshop


async def ask(meeting: PromptWorkshop, name: str, *, in_voice: bool = True) -> RequestResult:
    return await service.request(meeting.context, meeting.people[name], in_voice=in_voice)


async def queue(meeting: PromptWorkshop) -> list[str]:
    names = {person.id: name for name, person in meeting.people.items()}
    return [names[each.participant] for each in (await service.find(meeting.context, "first")).waiting]


async def give(meeting: PromptWorkshop, speaking: int | None = None) -> str | None:
    names = {person.id: name for name, person in meeting.people.items()}
    given = await service.give_to_next(meeting.context, "first", CHAIR, speaking)
    return names[given.speaking.participant] if given.speaking else None


async def test_the_floor_is_given_in_the_order_of_the_requests(meeting: PromptWorkshop) -> None:
    assert [(await ask(meeting, name)).place for name in ("ML 1", "MW 1", "NE 1")] == [1, 2, 3]
    assert await ask(meeting, "MW 1") == RequestResult(2, is_repeated=True)
    assert [await give(meeting) for _ in "123"] == ["ML 1", "MW 1", "NE 1"]
    assert await ask(meeting, "NE 1") == RequestResult(0, is_repeated=True)
    assert await give(meeting) is None
    with pytest.raises(NothingToDo):
        await give(meeting)
    spoken = await meeting.context.database.rows("select claim, given_at, ended_at from floor_requests")
    assert all(row["claim"] == "spoken" and row["given_at"] and row["ended_at"] for row in spoken)


async def test_two_presses_of_next_give_the_floor_once(meeting: PromptWorkshop) -> None:
    await ask(meeting, "ML 1")
    await ask(meeting, "MW 1")
    done = await asyncio.gather(give(meeting, 0), give(meeting, 0), return_exceptions=True)
    assert [it if isinstance(it, str) else type(it) for it in done] == ["ML 1", TurnIsOver]


async def test_asking_and_withdrawing_a_hundred_times_leaves_one_trace(meeting: PromptWorkshop) -> None:
    await ask(meeting, "MW 1")
    for _ in range(100):
        await ask(meeting, "ML 1")
        await service.withdraw(meeting.context, meeting.people["ML 1"])
    rows = await meeting.context.database.rows("select claim from floor_requests order by id")
    assert [row["claim"] for row in rows] == ["waiting", "withdrawn"]


async def test_someone_leaves_the_queue_or_gives_the_floor_back(meeting: PromptWorkshop) -> None:
    await ask(meeting, "ML 1")
    await ask(meeting, "MW 1")
    await service.withdraw(meeting.context, meeting.people["MW 1"])
    await give(meeting)
    await service.withdraw(meeting.context, meeting.people["ML 1"])
    floor = await service.find(meeting.context, "first")
    assert (floor.speaking, floor.waiting) == (None, [])
    with pytest.raises(NotWaiting):
        await service.withdraw(meeting.context, meeting.people["ML 1"])


async def test_a_closed_floor_takes_no_requests_and_keeps_the_places(meeting: PromptWorkshop) -> None:
    await ask(meeting, "ML 1")
    await service.set_open(meeting.context, "first", False, CHAIR)
    with pytest.raises(FloorClosed):
        await ask(meeting, "MW 1")
    assert await give(meeting) == "ML 1"
    await service.set_open(meeting.context, "first", True, CHAIR)
    assert (await ask(meeting, "MW 1")).place == 1


async def test_between_sessions_the_floor_takes_requests_only_once_it_is_opened(meeting: PromptWorkshop) -> None:
    await sessions.end(meeting.context, "first", CHAIR)
    with pytest.raises(FloorClosed):
        await ask(meeting, "ML 1")
    await service.set_open(meeting.context, "second", True, CHAIR)
    assert (await ask(meeting, "ML 1")).place == 1


async def test_when_a_session_ends_its_requests_end(meeting: PromptWorkshop) -> None:
    await ask(meeting, "ML 1")
    await ask(meeting, "MW 1")
    await give(meeting)
    await sessions.end(meeting.context, "first", CHAIR)
    await service.end_expired_requests(meeting.context)
    rows = await meeting.context.database.rows("select claim from floor_requests order by id")
    assert [row["claim"] for row in rows] == ["spoken", "left"]


async def test_someone_who_leaves_keeps_the_place_for_two_minutes(meeting: PromptWorkshop) -> None:
    for name in ("ML 1", "MW 1", "NE 1"):
        await ask(meeting, name)
    for name in ("ML 1", "MW 1"):
        await service.record_away(meeting.context, meeting.discord_id(name), from_voice=True)
    assert await service.next_expiry(meeting.context) == meeting.clock.now() + timedelta(minutes=2)
    meeting.pass_time(timedelta(minutes=1, seconds=59))
    await service.end_expired_requests(meeting.context)
    await service.record_back(meeting.context, meeting.discord_id("MW 1"))
    assert await queue(meeting) == ["ML 1", "MW 1", "NE 1"]
    meeting.pass_time(timedelta(seconds=1))
    await service.end_expired_requests(meeting.context)
    assert await queue(meeting) == ["MW 1", "NE 1"]
    assert await service.next_expiry(meeting.context) is None


async def test_someone_who_is_away_is_passed_over_and_keeps_the_place(meeting: PromptWorkshop) -> None:
    await ask(meeting, "ML 1")
    await ask(meeting, "MW 1")
    await service.record_away(meeting.context, meeting.discord_id("ML 1"), from_voice=True)
    assert await give(meeting) == "MW 1"
    assert await queue(meeting) == ["ML 1"]


async def test_leaving_voice_does_not_count_for_someone_who_was_never_there(meeting: PromptWorkshop) -> None:
    await ask(meeting, "ML 1", in_voice=False)
    await service.record_away(meeting.context, meeting.discord_id("ML 1"), from_voice=True)
    assert await service.next_expiry(meeting.context) is None
    await service.record_away(meeting.context, meeting.discord_id("ML 1"), from_voice=False)  # they left the server
    assert await service.next_expiry(meeting.context) is not None


async def test_after_a_restart_absences_count_from_now(meeting: PromptWorkshop) -> None:
    await ask(meeting, "ML 1")
    await ask(meeting, "MW 1")
    await service.record_away(meeting.context, meeting.discord_id("ML 1"), from_voice=True)
    meeting.pass_time(timedelta(minutes=10))
    await meeting.restart()
    await service.restart_absences(meeting.context)
    await service.end_expired_requests(meeting.context)
    await service.update_presence(meeting.context, [meeting.discord_id("ML 1")])
    assert await queue(meeting) == ["ML 1", "MW 1"]
    assert await service.next_expiry(meeting.context) == meeting.clock.now() + timedelta(minutes=2)  # MW 1 is away


async def test_someone_who_comes_back_at_the_last_moment_keeps_the_place(
    meeting: PromptWorkshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ask(meeting, "ML 1")
    await ask(meeting, "MW 1")
    for name in ("ML 1", "MW 1"):
        await service.record_away(meeting.context, meeting.discord_id(name), from_voice=True)
    meeting.pass_time(timedelta(minutes=2))
    do_after_next_read(
        monkeypatch, meeting.context, lambda: service.record_back(meeting.context, meeting.discord_id("MW 1"))
    )
    await service.end_expired_requests(meeting.context)
    assert await queue(meeting) == ["MW 1"]
