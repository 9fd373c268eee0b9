"""Automatic backups: made when they are due, also after a downtime, and tried again after a failure."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.core.schedule import ended
from bot.core.schedule import opened as begun
from bot.core.troubles import Trouble
from bot.features.organisers.backup_scheduler import BackupScheduler, backup_times
from bot.scheduling.alarms import Alarms, Callback
from bot.scheduling.clock import Clock
from bot.storage.backups import Backups
from tests.features.organisers.helpers import OpenWorkshop, at


class RecordedAlarms(Alarms):
    """Alarms that only say when they were set to ring."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.times: list[datetime] = []

    def set(self, name: str, at: datetime, callback: Callback) -> None:
        self.times.append(at)


class RunningScheduler:
    """A backup scheduler that runs, and the results that it reported."""

    def __init__(self, opened: OpenWorkshop) -> None:
        self.opened = opened
        self.backups = Backups(opened.context.database.path)
        self.results: list[Trouble | None] = []
        self.scheduler = BackupScheduler(
            self.backups,
            opened.clock,
            Alarms(opened.clock),
            [opened.context],
            self._add_result,
            opened.context.database.backup_lock,
        )
        self._reported = asyncio.Event()

    def _add_result(self, trouble: Trouble | None) -> None:
        self.results.append(trouble)
        self._reported.set()

    async def wake(self, now: datetime) -> None:
        """Set the clock and let the workshop change, which wakes the scheduler."""
        self.opened.set_time(now)
        await self.opened.context.write(lambda tx: None)

    async def wake_and_wait(self, now: datetime) -> None:
        """Wait until the scheduler has reported a result."""
        self._reported.clear()
        await self.wake(now)
        await asyncio.wait_for(self._reported.wait(), 10)

    @property
    def made(self) -> list[datetime]:
        return [backup.at for backup in self.backups.all()]


@pytest.fixture
async def running(opened: OpenWorkshop) -> AsyncIterator[RunningScheduler]:
    built = RunningScheduler(opened)
    built.scheduler.start()
    yield built
    await built.scheduler.stop()


def test_backups_are_due_before_each_day_and_after_its_last_session(opened: OpenWorkshop) -> None:
    schedule = opened.context.schedule
    assert backup_times(schedule) == [at(15, 9), at(15, 12, 30), at(16, 9), at(16, 11)]
    late = ended(begun(schedule["closing"], at(16, 10)), at(16, 11, 20))
    assert backup_times(schedule.having(late))[-1] == at(16, 11, 20)
    cancelled = replace(late, status=schedule["closing"].status.CANCELLED)
    assert backup_times(schedule.having(cancelled)) == [at(15, 9), at(15, 12, 30)]


async def test_each_backup_is_made_once_and_a_missed_one_is_made_later(running: RunningScheduler) -> None:
    await running.wake_and_wait(at(15, 9))
    await running.wake(at(15, 9, 5))
    await running.wake_and_wait(at(15, 14))
    assert (running.made, running.results) == ([at(15, 9), at(15, 14)], [None, None])


async def test_a_failed_backup_is_reported_and_tried_again(running: RunningScheduler) -> None:
    running.backups.folder.touch()  # a file where the folder should be
    await running.wake_and_wait(at(15, 9))
    await asyncio.to_thread(running.backups.folder.unlink)
    await running.wake_and_wait(at(15, 9) + timedelta(minutes=5))
    assert (running.results, running.made) == ([Trouble.NO_COPY, None], [at(15, 9, 5)])


async def test_an_alarm_that_rings_a_moment_early_is_set_again(opened: OpenWorkshop) -> None:
    alarms, backups = RecordedAlarms(opened.clock), Backups(opened.context.database.path)
    lock = opened.context.database.backup_lock
    scheduler = BackupScheduler(backups, opened.clock, alarms, [opened.context], lambda trouble: None, lock)
    opened.set_time(at(15, 8))
    await scheduler.work()
    opened.set_time(at(15, 9) - timedelta(milliseconds=1))
    await scheduler.work()
    assert (alarms.times, backups.all()) == ([at(15, 9)] * 2, [])
