"""Copies the database by itself: before each day of a workshop, and when the day's last session has ended."""

from __future__ import annotations

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
BEFORE = timedelta(hours=1)
"""Before the day's first session: its people have not come yet."""
OF_TODAY = timedelta(days=1)
PATIENCE = timedelta(minutes=5)
"""How long to wait before trying again what failed."""

log = logging.getLogger(__name__)


def moments(schedule: Schedule) -> list[datetime]:
    """When copies are due, as the programme now stands."""
    found = []
    for day in schedule.dates():
        held = [state for state in schedule.on_date(day) if state.is_held]
        found += [held[0].start - BEFORE, max(state.ended_at or state.end for state in held)]
    return sorted(found)


class Copyist(Worker):
    """`tell` hears that no copy could be made, and (None) that one could."""

    def __init__(
        self,
        backups: Backups,
        clock: Clock,
        alarms: Alarms,
        registry: Iterable[WorkshopContext],
        tell: Callable[[Trouble | None], None],
    ) -> None:
        super().__init__(ALARM)
        self._backups = backups
        self._clock = clock
        self._alarms = alarms
        self._rooms = list(registry)
        self._tell = tell
        self._following: datetime | None = None

    def start(self, *, awake: bool = True) -> None:
        """Set to work; what came due while the bot was down is made up for at once."""
        for context in self._rooms:
            context.on_change(self.wake)
        super().start(awake=awake)

    async def stop(self) -> None:
        self._alarms.cancel(ALARM)
        await super().stop()

    async def work(self) -> None:
        """Copy the database if that is due, and set the alarm for the next time."""
        now = self._clock.now()
        due = sorted(at for context in self._rooms for at in moments(context.schedule))
        again = None if await self._make_if_due(due, now) else now + PATIENCE
        ahead = again or next((at for at in due if at > now), None)
        if ahead and ahead != self._following:
            self._alarms.set(ALARM, ahead, self.wake)
        self._following = ahead

    async def _make_if_due(self, due: list[datetime], now: datetime) -> bool:
        """Whether all that was due is there; what is more than a day past needs no copy any more."""
        last = max((at for at in due if now - OF_TODAY < at <= now), default=None)
        try:
            if last and not any(backup.at >= last.replace(microsecond=0) for backup in self._backups.all()):
                backup = await asyncio.to_thread(self._backups.make, now)
                log.info("The database was copied to %s", backup.path)
                self._tell(None)
        except (OSError, sqlite3.Error) as error:
            log.exception("The database could not be copied")
            self._tell(Trouble.DAMAGED if trouble_of(error) is Trouble.DAMAGED else Trouble.NO_COPY)
            return False
        return True
