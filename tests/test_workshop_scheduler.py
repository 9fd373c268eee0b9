"""The scheduler continues after any error of the database, and no report delays an announcement."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.features.organisers.alert_publisher import AlertPublisher
from bot.features.programme import session_service as sessions
from bot.outbox.engine import Outbox
from bot.scheduling.alarms import Alarms
from bot.scheduling.worker import Worker
from bot.workshop_scheduler import WorkshopScheduler
from tests.features.helpers import ORGANISER
from tests.features.running_workshop import RunningWorkshop, at


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[RunningWorkshop]:
    begun = await RunningWorkshop.begin(tmp_path)
    yield begun
    await begun.close()


async def eventually(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - the workers are tasks of their own, and tell nobody when
            await asyncio.sleep(0.02)


async def fill_the_disk(running: RunningWorkshop) -> None:
    """From now on the database cannot grow, and all that it has is full."""
    await running.context.database.write(lambda tx: tx.execute("pragma max_page_count = 1"))
    for size in (3_000, 300, 30):
        while await takes(running, "x" * size):
            pass


async def takes(running: RunningWorkshop, words: str) -> bool:
    try:
        await running.context.database.write(
            lambda tx: tx.execute(
                "insert into audit (workshop, at, actor, action, target, detail) values ('days', '', '', '', '', ?)",
                (words,),
            )
        )
    except sqlite3.OperationalError:
        return False
    return True


@dataclass
class Workers:
    """The scheduler with the outboxes of announcements and alerts, as the bot wires them."""

    running: RunningWorkshop
    workers: list[Worker] = field(default_factory=list)

    def start(self) -> None:
        context, channels = self.running.context, self.running.channels
        announcements, alerts = Outbox(self.running.publisher), Outbox(AlertPublisher(context, channels))
        scheduler = WorkshopScheduler(context, Alarms(self.running.clock), announcements)
        announcements.start(awake=False)
        for worker in (scheduler, alerts):
            context.on_change(worker.wake)
            worker.start()
        self.workers = [announcements, alerts, scheduler]

    async def stop(self) -> None:
        for worker in self.workers:
            await worker.stop()


@pytest.fixture
async def workers(running: RunningWorkshop) -> AsyncIterator[Workers]:
    built = Workers(running)
    yield built
    await built.stop()


def sent(running: RunningWorkshop, start: str) -> list[str]:
    """The keys that begin so of what was sent."""
    return [it.key for it in running.channels.sent if it.key.startswith(start)]


async def test_a_full_disk_holds_everything_up_and_loses_nothing(
    running: RunningWorkshop, workers: Workers, caplog: pytest.LogCaptureFixture
) -> None:
    await running.run_until(at(15, 9, 59))
    await fill_the_disk(running)
    running.clock.at = at(15, 10)
    workers.start()
    await eventually(lambda: "scheduler of days failed" in caplog.text)
    assert not running.context.schedule["a"].is_open

    await running.context.database.write(lambda tx: tx.execute("pragma max_page_count = 1000000"))
    await eventually(lambda: len(sent(running, "a/opening")) == 2)
    assert running.context.schedule["a"].is_open


async def test_a_session_is_open_before_its_opening_is_announced(running: RunningWorkshop, workers: Workers) -> None:
    await running.run_until(at(15, 9, 59))
    running.clock.at = at(15, 10)
    workers.start()
    await eventually(lambda: len(sent(running, "a/opening")) == 2)
    assert all(it.state and it.state.is_open for it in running.sent if it.message.key.startswith("a/opening"))


async def test_what_went_wrong_is_in_one_report_which_holds_up_nothing(
    running: RunningWorkshop, workers: Workers
) -> None:
    running.clock.at = at(15, 10, 10)  # an hour's worth of reminders is past, and within the grace they are late
    workers.start()
    await eventually(lambda: len(sent(running, "troubles/1")) == 1)
    await sessions.end(running.context, "a", ORGANISER)
    await eventually(lambda: len(sent(running, "a/closing")) == 2)
    assert len(sent(running, "troubles/")) == 1
