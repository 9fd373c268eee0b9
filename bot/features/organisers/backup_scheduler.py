"""Backs the database up automatically: before each day of a workshop, and after the day's last session."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from bot.core.schedule import Schedule
from bot.core.troubles import Trouble
from bot.scheduling.alarms import Alarms
from bot.scheduling.clock import Clock
from bot.scheduling.worker import Worker
from bot.storage.backups import Backups
from bot.storage.troubles import trouble_of
from bot.workshop.context import WorkshopContext

ALARM = "copy of the database"
BEFORE_DAY = timedelta(hours=1)
"""How long before the day's first session a backup is made, while nobody is there yet."""
NEEDED_FOR = timedelta(days=1)
"""A backup that was missed longer ago than this is skipped."""
RETRY_AFTER = timedelta(minutes=5)
"""How long to wait before a failed backup is tried again."""

log = logging.getLogger(__name__)


def backup_times(schedule: Schedule) -> list[datetime]:
    """When backups are due, by the current programme, earliest first."""
    times = []
    for day in schedule.dates():
        held = [state for state in schedule.on_date(day) if state.is_held]
        times += [held[0].start - BEFORE_DAY, max(state.ended_at or state.end for state in held)]
    return sorted(times)


class BackupScheduler(Worker):
    """Makes backups when they are due.

    `tell` is called with the trouble after a failure, and with None after a success. It holds `lock` meanwhile, so that
    an erasure from copies cannot miss a copy that is being made.
    """

    def __init__(
        self,
        backups: Backups,
        clock: Clock,
        alarms: Alarms,
        contexts: Iterable[WorkshopContext],
        tell: Callable[[Trouble | None], None],
        lock: asyncio.Lock,
    ) -> None:
        super().__init__(ALARM)
        self._backups = backups
        self._clock = clock
        self._alarms = alarms
        self._contexts: list[WorkshopContext] = []
        self._tell = tell
        self._lock = lock
        for context in contexts:
            self.follow(context)

    def follow(self, context: WorkshopContext) -> None:
        """Make backups for this workshop too. A backup that was missed while the bot was down is made at once."""
        self._contexts.append(context)
        context.on_change(self.wake)
        self.wake()

    async def stop(self) -> None:
        self._alarms.cancel(ALARM)
        await super().stop()

    async def work(self) -> None:
        """Make a backup if one is due, and set the alarm for the next."""
        now = self._clock.now()
        due = sorted(at for context in self._contexts for at in backup_times(context.schedule))
        again = None if await self._make_if_due(due, now) else now + RETRY_AFTER
        ahead = again or next((at for at in due if at > now), None)
        if ahead:
            self._alarms.set(ALARM, ahead, self.wake)

    async def _make_if_due(self, due: list[datetime], now: datetime) -> bool:
        """Make the backup that is due, if it does not exist. False when that failed."""
        last = max((at for at in due if now - NEEDED_FOR < at <= now), default=None)
        try:
            if last and not any(backup.at >= last.replace(microsecond=0) for backup in self._backups.all()):
                async with self._lock:
                    backup = await asyncio.to_thread(self._backups.make, now)
                log.info("The database was backed up to %s", backup.path)
                self._tell(None)
        except (OSError, sqlite3.Error) as error:
            log.error("The database could not be backed up: %s", error)
            self._tell(Trouble.DAMAGED if trouble_of(error) is Trouble.DAMAGED else Trouble.NO_COPY)
            return False
        return True
