"""After an outage nothing is announced that is not true any more: it is skipped, and the list says why."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.core.announcement_kind import AnnouncementKind
from bot.core.schedule import cancelled, delayed, moved
from bot.features.announcements import service
from bot.features.announcements.errors import NotTrueAnyMore
from bot.features.announcements.model import UNTRUE
from bot.features.announcements.still_true import is_still_true
from bot.features.programme import session_service as sessions
from tests.features.helpers import ORGANISER
from tests.features.running_workshop import RunningWorkshop, at, workshop


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[RunningWorkshop]:
    """Everything may be two days late, so that only the truth decides."""
    begun = await RunningWorkshop.begin(tmp_path, replace(workshop(), late_grace=timedelta(days=2)))
    yield begun
    await begun.close()


async def after_an_outage(
    running: RunningWorkshop, begins: datetime, ends: datetime
) -> dict[str, tuple[str, str | None]]:
    """Status and fault of what was due while the bot was away, by key without its language."""
    await running.run_until(begins)
    running.clock.at = ends
    await running.run_due()
    due = {key: row for key, row in (await running.rows()).items() if begins.isoformat()[:16] <= row["due_at"]}
    return {
        key.removesuffix("/fr"): (row["status"], row["fault"])
        for key, row in due.items()
        if key.endswith("/fr") and row["status"] != "due"
    }


SKIPPED, LATE = ("skipped", UNTRUE), ("late", None)


@pytest.mark.parametrize(
    ("begins", "ends", "skipped", "late"),
    [
        (at(15, 9, 45), at(15, 10, 1), {"a/reminder/10m"}, {"a/opening"}),
        (at(15, 10, 15), at(15, 11, 0), {"b/reminder/10m"}, {"a/closing", "b/opening"}),
        (at(15, 9, 55), at(15, 10, 35), {"a/opening", "b/reminder/10m"}, {"a/closing", "b/opening"}),
        (at(16, 7, 30), at(16, 13, 0), {"2021-03-16/agenda", "d/opening", "d/reminder/1h", "e/opening"}, {"e/closing"}),
        (at(15, 12, 30), at(16, 10, 5), {"2021-03-15/summary"}, {"d/opening"}),
        (at(16, 15, 30), at(16, 17, 5), {"desk/desk_reminder/1h"}, {"desk/desk_close"}),
        (at(16, 11, 50), at(17, 17, 5), {"final/evaluation_open", "final/evaluation_reminder"}, {"desk/desk_close"}),
    ],
)
async def test_what_is_no_longer_true_is_skipped(
    running: RunningWorkshop, begins: datetime, ends: datetime, skipped: set[str], late: set[str]
) -> None:
    found = await after_an_outage(running, begins, ends)
    assert {key: found[key] for key in skipped} == dict.fromkeys(skipped, SKIPPED)
    assert {key: found[key] for key in late} == dict.fromkeys(late, LATE)


async def test_a_change_that_was_changed_again_is_not_told(running: RunningWorkshop) -> None:
    await running.run_until(at(15, 9, 0))
    await sessions.change_schedule(
        running.context,
        lambda it: delayed(it, "a", timedelta(minutes=10), cascade=False),
        ORGANISER,
        "schedule delay",
        "a",
    )
    running.clock.at += timedelta(seconds=11)
    (record, *_) = [it for it in await running.publisher.due() if it.announcement.kind is AnnouncementKind.CHANGE]
    message = await running.publisher.compose(record)
    assert message is not None
    assert await running.publisher.claim(record, message)  # then Discord is out of reach
    await sessions.change_schedule(
        running.context, lambda it: moved(it, "a", at(15, 14)), ORGANISER, "schedule move", "a", at_once=True
    )
    await running.run_due()
    rows = {key: row for key, row in (await running.rows()).items() if "/change/fr" in key}
    assert [(row["status"], row["fault"]) for row in rows.values()] == [SKIPPED, ("sent", None)]


async def test_what_is_untrue_cannot_be_sent_by_hand(running: RunningWorkshop) -> None:
    await after_an_outage(running, at(15, 9, 45), at(15, 10, 1))
    with pytest.raises(NotTrueAnyMore):
        await service.retry(running.context, "a/reminder/10m/fr", ORGANISER)


async def test_direct_messages_ask_too(running: RunningWorkshop) -> None:
    await running.run_until(at(15, 9, 52))
    assert await is_still_true(running.context, "a/reminder/10m/fr")
    assert await is_still_true(running.context, "nudge/q1")
    await sessions.change_schedule(running.context, lambda it: cancelled(it, "a"), ORGANISER, "schedule cancel", "a")
    assert not await is_still_true(running.context, "a/reminder/10m/fr")
