"""Sessions start and end: by hand, and at their time."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.errors import NothingToDo, SessionIsOver, SessionNotInProgress
from bot.core.programme import Session, SessionKind
from bot.core.schedule import SessionStatus
from bot.features.programme import session_service
from bot.workshop import session_store
from tests.features.helpers import ORGANISER
from tests.workshop.helpers import NOW, OPENS, OpenWorkshop, both, workshop

HOUR = timedelta(hours=1)


def statuses(opened: OpenWorkshop) -> list[str]:
    return [state.status.value for state in opened.context.schedule.in_order()]


async def audit(opened: OpenWorkshop) -> list[tuple[str, str, str]]:
    rows = await opened.context.database.rows("select actor, action, target from audit order by id")
    return [tuple(row) for row in rows]


async def test_a_session_is_opened_and_closed_by_hand(opened: OpenWorkshop) -> None:
    state = await session_service.start(opened.context, "first", ORGANISER)
    assert (state.status, state.opened_at) == (SessionStatus.OPEN, NOW)
    with pytest.raises(NothingToDo):
        await session_service.start(opened.context, "first", ORGANISER)
    assert (await session_service.end(opened.context, "first", ORGANISER)).ended_at == NOW
    with pytest.raises(SessionNotInProgress):
        await session_service.end(opened.context, "first", ORGANISER)
    assert await audit(opened) == [("Zoë", "session start", "first"), ("Zoë", "session end", "first")]
    stored = await opened.context.read(session_store.read_schedule, opened.context.workshop)
    assert stored == opened.context.schedule


async def test_sessions_open_and_close_at_their_time_however_late(opened: OpenWorkshop) -> None:
    assert session_service.next_due_at(opened.context) == OPENS
    opened.set_time(OPENS + 2.5 * HOUR)
    await session_service.start_and_end_due(opened.context)
    first, second = opened.context.schedule.in_order()
    assert (first.opened_at, first.ended_at, second.opened_at) == (OPENS, OPENS + HOUR, OPENS + 2 * HOUR)
    assert statuses(opened) == ["ended", "open"]
    assert session_service.next_due_at(opened.context) == OPENS + 3 * HOUR
    assert {actor for actor, _, _ in await audit(opened)} == {"atelier"}


async def test_a_paused_workshop_waits(opened: OpenWorkshop) -> None:
    opened.context.paused_at = NOW
    opened.set_time(OPENS)
    await session_service.start_and_end_due(opened.context)
    assert statuses(opened) == ["planned", "planned"]
    assert session_service.next_due_at(opened.context) is None


async def test_what_was_over_at_the_first_load_is_left_alone(opened: OpenWorkshop) -> None:
    opened.context.loaded_at = OPENS + 1.5 * HOUR
    opened.set_time(OPENS + 2 * HOUR)
    await session_service.start_and_end_due(opened.context)
    assert statuses(opened) == ["planned", "open"]


async def test_an_extension_and_a_link_are_changes_to_announce(opened: OpenWorkshop) -> None:
    [changed] = await session_service.extend(opened.context, "first", 10, ORGANISER)
    assert changed.after.end == OPENS + HOUR + timedelta(minutes=10)
    state = await session_service.set_link(opened.context, "first", "https://kudo.example/1", ORGANISER)
    assert state.link == "https://kudo.example/1"
    with pytest.raises(NothingToDo):
        await session_service.set_link(opened.context, "first", "https://kudo.example/1", ORGANISER)
    notices = await opened.context.database.rows("select due_at, status from announcements where kind = 'change'")
    assert len(notices) == 1
    await session_service.start(opened.context, "first", ORGANISER)
    await session_service.end(opened.context, "first", ORGANISER)
    with pytest.raises(SessionIsOver):
        await session_service.extend(opened.context, "first", 10, ORGANISER)


COFFEE = Session("coffee", both("Coffee"), OPENS + HOUR, timedelta(minutes=30), kind=SessionKind.BREAK)


async def test_a_break_moves_with_the_sessions_and_is_kept(tmp_path: Path) -> None:
    with_break = workshop(days=(replace(workshop().days[0], breaks=(COFFEE,)),))
    opened = await OpenWorkshop.open(tmp_path, with_break)
    try:
        changed = await session_service.extend(opened.context, "first", 10, ORGANISER)
        assert [each.after.id for each in changed] == ["first"]
        again = await opened.reopen()
        assert again.schedule.breaks["coffee"].start == OPENS + HOUR + timedelta(minutes=10)
        assert [state.id for state in again.schedule.agenda(OPENS.date())] == ["first", "coffee", "second"]
        opened.set_time(OPENS + HOUR + timedelta(minutes=20))
        await session_service.start_and_end_due(opened.context)
        assert statuses(opened) == ["ended", "planned"]
        assert {target for _, _, target in await audit(opened)} == {"first"}
    finally:
        await opened.close()
