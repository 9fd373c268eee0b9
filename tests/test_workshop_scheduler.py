"""The secretary goes on whatever happens to the database, and never lets a report hold up an announcement."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.features.programme import session_service as sessions
from bot.scheduling.alarms import Alarms
from bot.workshop_scheduler import Secretary
from tests.features.random_days import DaysAtWork, at


@pytest.fixture
async def days(tmp_path: Path) -> AsyncIterator[DaysAtWork]:
    begun = await DaysAtWork.begin(tmp_path)
    yield begun
    await begun.close()


async def eventually(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - the secretary works in tasks of its own, and tells nobody when
            await asyncio.sleep(0.02)


async def fill_the_disk(days: DaysAtWork) -> None:
    """From now on the database cannot grow, and all that it has is full."""
    await days.context.database.write(lambda tx: tx.execute("pragma max_page_count = 1"))
    for size in (3_000, 300, 30):
        while await takes(days, "x" * size):
            pass


async def takes(days: DaysAtWork, words: str) -> bool:
    try:
        await days.context.database.write(
            lambda tx: tx.execute(
                "insert into audit (workshop, at, actor, action, target, detail) values ('days', '', '', '', '', ?)",
                (words,),
            )
        )
    except sqlite3.OperationalError:
        return False
    return True


async def test_a_full_disk_holds_everything_up_and_loses_nothing(
    days: DaysAtWork, caplog: pytest.LogCaptureFixture
) -> None:
    await days.pass_to(at(15, 9, 59))
    secretary = Secretary(days.context, Alarms(days.clock), days.herald)
    await fill_the_disk(days)
    days.clock.at = at(15, 10)
    await secretary.start()
    await eventually(lambda: "stumbled" in caplog.text)
    assert not days.context.schedule["a"].is_open

    await days.context.database.write(lambda tx: tx.execute("pragma max_page_count = 1000000"))
    await eventually(lambda: sum(it.key.startswith("a/opening") for it in days.herald.posted) == 2)
    assert days.context.schedule["a"].is_open
    await secretary.stop()


async def test_organisers_who_cannot_be_told_hold_up_nobody(days: DaysAtWork) -> None:
    secretary = Secretary(days.context, Alarms(days.clock), days.herald)
    days.clock.at = at(15, 10, 10)  # an hour's worth of reminders is past, and within the grace they are late
    await secretary.start()
    await eventually(lambda: any(it.key.startswith("troubles/1") for it in days.herald.posted))
    await sessions.end(days.context, "a", "S")
    await eventually(lambda: sum(it.key.startswith("a/closing") for it in days.herald.posted) == 2)
    reports = [it for it in days.herald.posted if it.key.startswith("troubles/")]
    assert len(reports) == 1
    await secretary.stop()
