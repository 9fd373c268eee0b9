"""The bot is down while a session begins: it opens the session, and does not send the late reminder."""

import asyncio
from datetime import UTC, datetime

from tests.e2e.announcements import announced, prepare, statuses, wait_until_announced
from tests.e2e.harness import Harness, seconds_from_now, session


async def test_no_reminder_after_the_opening(harness: Harness) -> None:
    starts = seconds_from_now(30)
    await prepare(harness, sessions=[session("opening", starts, 600)], reminders=["8s"])
    await asyncio.sleep(max(0, (starts - datetime.now(UTC)).total_seconds() - 10))
    with harness.server.faults.bot_down():
        await harness.bots[-1].kill()
        await asyncio.sleep((starts - datetime.now(UTC)).total_seconds() + 1)
    await harness.start_bot()
    await wait_until_announced(harness)
    await harness.eventually(lambda: set(statuses(harness, "reminder").values()) == {"skipped"}, what="it is skipped")
    faults = {row["fault"] for row in harness.rows("select fault from announcements where kind = 'reminder'")}
    assert faults == {"untrue"}
    assert announced(harness, "en", "Reminder") == []
    assert len(announced(harness, "en", "open")) == 1
    listed = await harness.organiser.slash("announce list")
    assert "no longer applied" in listed.text
