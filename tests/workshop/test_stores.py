"""The stores of a workshop's context: what is written comes back as the same objects."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.instants import format_local, parse_local_time
from bot.core.schedule import Schedule, SessionState, SessionStatus, ended
from bot.core.schedule import opened as begun
from bot.workshop import session_store, store
from tests.workshop.helpers import FIRST, NOW, OPENS, SECOND, OpenWorkshop, workshop


async def test_the_first_load_is_remembered(opened: OpenWorkshop) -> None:
    later = NOW + timedelta(days=1)
    record = await opened.context.write(store.load_workshop, opened.context.id, None, later)
    assert record == store.WorkshopRecord(None, NOW, None, None, None)


async def test_a_pause_is_stored_and_ended(opened: OpenWorkshop) -> None:
    context = opened.context
    await context.write(store.set_paused, context.id, NOW)
    assert (await opened.reopen()).paused_at == NOW
    await context.write(store.set_paused, context.id, None)
    assert (await opened.reopen()).paused_at is None


async def test_a_binding_is_replaced(opened: OpenWorkshop) -> None:
    context = opened.context
    for discord_id in (1, 2):
        await context.write(store.set_binding, context.id, "event:first", discord_id)
    assert await context.read(store.bindings, context.id) == {"event:first": 2}


async def test_a_session_comes_back_as_it_was_saved(opened: OpenWorkshop) -> None:
    context = opened.context
    state = ended(begun(SessionState.of(FIRST).moved_to(OPENS + timedelta(minutes=5)), OPENS), OPENS)
    state = replace(state, link="https://kudo.example/1")
    await context.write(session_store.save, context.workshop, [state])
    schedule = await context.read(session_store.read_schedule, context.workshop)
    assert schedule.states == {"first": state, "second": SessionState.of(SECOND)}
    assert schedule["first"].status is SessionStatus.ENDED


async def test_the_state_of_a_session_that_left_the_file_is_ignored(opened: OpenWorkshop) -> None:
    context = opened.context
    await context.write(session_store.save, context.workshop, [SessionState.of(FIRST)])
    shorter = workshop(days=(replace(workshop().days[0], sessions=(SECOND,)),))
    assert await context.read(session_store.read_schedule, shorter) == Schedule.of(shorter)


async def test_a_local_time_stays_when_the_rules_of_its_zone_change(opened: OpenWorkshop) -> None:
    context = opened.context
    moved = SessionState.of(FIRST).moved_to(datetime(2021, 7, 5, 9, 30, tzinfo=UTC))
    await context.write(
        session_store.save, context.workshop, [moved, ended(begun(SessionState.of(SECOND), OPENS), OPENS)]
    )
    written = "update session_states set local_start = ?, local_end = ?"
    # Written when the rules still had +01:00 in July; the ended session keeps its instants.
    await context.write(lambda tx: tx.execute(written, ("2021-07-05T09:30:00+01:00", "2021-07-05T10:30:00+01:00")))
    schedule = await context.read(session_store.read_schedule, context.workshop)
    assert schedule["first"].start == datetime(2021, 7, 5, 7, 30, tzinfo=UTC)
    assert schedule["second"].start == SECOND.start


@pytest.mark.parametrize("utc", ["2021-10-31T00:30:00+00:00", "2021-10-31T01:30:00+00:00", "2021-03-28T01:00:00+00:00"])
def test_a_repeated_hour_is_the_one_that_was_written(utc: str) -> None:
    at, zone = datetime.fromisoformat(utc), ZoneInfo("Europe/Brussels")
    assert parse_local_time(format_local(at, zone), zone) == at
