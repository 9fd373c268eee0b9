"""Days with random failures: each announcement is sent once, in time, and no sessions overlap."""

import asyncio
import tempfile
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.core.announcement_kind import AnnouncementKind
from bot.core.instants import parse_utc
from bot.core.schedule import Schedule, delayed, extended, moved, overlaps
from bot.core.schedule import cancelled as called_off
from bot.features.announcements.model import ON_DEMAND
from bot.features.announcements.plan import plan
from bot.features.organisers import pause_service as pause
from bot.features.programme import session_service as sessions
from bot.outbox.grace import LATE_AFTER
from tests.features.helpers import ORGANISER
from tests.features.running_workshop import RunningWorkshop, at

SESSIONS = st.sampled_from("abcde")
MINUTES = st.sampled_from([1, 5, 12, 30, 75, 200])
TROUBLE = st.sampled_from(["crash before", "crash after", "refuse", "cut"])
START = st.builds(at, st.sampled_from([14, 15, 16]), st.integers(9, 16), st.sampled_from([0, 15, 40]))
STEPS = st.one_of(
    st.tuples(st.just("delay"), SESSIONS, MINUTES, st.booleans()),
    st.tuples(st.just("extend"), SESSIONS, MINUTES),
    st.tuples(st.just("move"), SESSIONS, START),
    st.tuples(st.just("cancel"), SESSIONS),
    st.tuples(st.just("start"), SESSIONS),
    st.tuples(st.just("end"), SESSIONS),
    st.tuples(st.just("pass"), st.sampled_from([1, 9, 55, 300, 1300])),
    st.tuples(st.just("pass"), st.sampled_from([1, 9, 55, 300, 1300])),
    st.tuples(st.just("leap"), st.sampled_from([1, 10, 40, 400])),
    st.tuples(st.just("trouble"), TROUBLE),
    st.tuples(st.just("crash")),
    st.tuples(st.just("pause")),
    st.tuples(st.just("resume"), st.booleans()),
)
NEVER_PAST = (
    AnnouncementKind.OPENING,
    AnnouncementKind.CLOSING,
    AnnouncementKind.SUMMARY,
    AnnouncementKind.DESK_OPEN,
    AnnouncementKind.EVALUATION_OPEN,
)
"""A change cannot put these into the past, where they would be left unsaid."""
ENDS = datetime(2021, 3, 18, 18, tzinfo=UTC)
A_RUNNING_OUT = timedelta(days=4)
"""Longer than a session can be made here: what begins at the end of the last pause closes within it."""
ONE_OPENED_BEFORE_ITS_TIME: list[tuple[object, ...]] = [
    ("start", "e"),
    ("move", "b", at(16, 10)),
    ("delay", "b", 1, True),
    ("extend", "b", 30),
]
ONE_THAT_OVERLAPPED_BEFORE: list[tuple[object, ...]] = [
    ("start", "d"),
    ("move", "b", at(16, 10)),
    ("delay", "b", 1, True),
]
A_PAUSE_PAST_THE_LAST_DAY: list[tuple[object, ...]] = [("pause",), *[("pass", 1300)] * 6]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=1, max_size=14))
@example(ONE_OPENED_BEFORE_ITS_TIME)
@example(ONE_THAT_OVERLAPPED_BEFORE)
@example(A_PAUSE_PAST_THE_LAST_DAY)
def test_whatever_happens_each_announcement_is_sent_once_and_in_time(steps: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_run(Path(folder), steps))


async def _run(folder: Path, steps: list[tuple[object, ...]]) -> None:
    running = await RunningWorkshop.begin(folder)
    try:
        for step in steps:
            await _take(running, *step)
        await running.attempt(pause.resume(running.context, ORGANISER, say=True))
        await running.run_until(max(ENDS, running.clock.at + A_RUNNING_OUT))
        await _check(running)
    finally:
        await running.close()


async def _take(running: RunningWorkshop, what: object, *how: object) -> None:
    context = running.context
    match what, how:
        case "delay", (str(id), int(minutes), bool(cascade)):
            change = partial(delayed, session=id, by=timedelta(minutes=minutes), cascade=cascade)
            await _change(running, change, id if cascade else None)
        case "extend", (str(id), int(minutes)):
            await _change(running, partial(extended, session=id, by=timedelta(minutes=minutes)), id)
        case "move", (str(id), datetime() as start):
            if start > running.clock.at:
                await _change(running, partial(moved, session=id, start=start), None)
        case "cancel", (str(id),):
            await _change(running, partial(called_off, session=id), None)
        case "start", (str(id),):
            await running.attempt(sessions.start(context, id, ORGANISER))
        case "end", (str(id),):
            await running.attempt(sessions.end(context, id, ORGANISER))
        case "pass", (int(minutes),):
            await running.run_until(running.clock.at + timedelta(minutes=minutes))
        case "leap", (int(minutes),):
            running.clock.at += timedelta(minutes=minutes)
            await running.run_due()
        case "trouble", (str(kind),):
            running.channels.faults.coming.append(kind)
        case "crash", ():
            await running.crash()
        case "pause", ():
            await running.attempt(pause.pause(context, ORGANISER))
        case "resume", (bool(say),):
            await running.attempt(pause.resume(context, ORGANISER, say=say))


async def _change(running: RunningWorkshop, change: sessions.ScheduleChange, pushing: str | None) -> None:
    """Change the programme. Sessions after the session `pushing` are moved."""
    before = {frozenset((one.id, other.id)) for one, other in overlaps(running.context.schedule)}
    if (
        await running.attempt(sessions.change_schedule(running.context, change, ORGANISER, "schedule", "it"))
        and pushing
    ):
        new = [pair for pair in _overlapping(running.context.schedule, pushing) if frozenset(pair) not in before]
        assert not new, f"one change made sessions of a day run into one another: {new}"


def _overlapping(schedule: Schedule, pushing: str) -> list[tuple[str, str]]:
    """Sessions of a day ahead that begin before another ahead, or the one `pushing`, has ended.

    Another that was opened before its time is no obstacle: nobody knows when it will end.
    """
    return [
        (one.id, other.id)
        for one, other in overlaps(schedule)
        if other.is_ahead
        and (one.is_ahead or one.id == pushing)
        and schedule.local_date(one) == schedule.local_date(other)
    ]


async def _check(running: RunningWorkshop) -> None:
    rows, schedule = await running.rows(), running.context.schedule
    sent = {it.message.key: it for it in running.sent}
    assert len(sent) == len(running.sent), "something was sent twice"
    for key, it in sent.items():
        row, at = rows[key], it.message.at
        assert row["status"] in ("sent", "late"), f"{key} stands in its channel and is {row['status']}"
        assert it.state is None or it.state.is_held, f"{key} is about a cancelled session"
        assert at >= parse_utc(row["due_at"]), f"{key} was said before its time"
        if AnnouncementKind(row["kind"]) not in ON_DEMAND:
            assert it.planned, f"{key} was said, though the programme had given it up"
            assert at >= it.planned, f"{key} was said before the programme would have it said"
        if row["status"] == "sent":
            assert at - parse_utc(row["due_at"]) <= LATE_AFTER
    for key, row in rows.items():
        assert row["status"] not in ("due", "claimed"), f"{key} was forgotten"
        assert (row["status"] in ("sent", "late")) == (key in sent)
    for planned in plan(schedule):
        if planned.kind in NEVER_PAST:
            assert planned.key in rows, f"{planned.key} was never planned"
