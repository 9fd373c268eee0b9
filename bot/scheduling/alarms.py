"""Alarms at the workshop's time, by APScheduler. They only wake workers.

What is due is in the database. So a lost alarm loses nothing: every start sets them again.
"""

import sys
from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger

from bot.scheduling.clock import Clock

Callback = Callable[[], object]


class Alarms:
    """Named alarms at instants of the workshop's clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._set: dict[str, tuple[datetime, Callback]] = {}
        # APScheduler would silently drop a job that is more than a second late, or whose last run has not ended yet.
        never_dropped = {"misfire_grace_time": None, "coalesce": True, "max_instances": sys.maxsize}
        self._scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=never_dropped)
        clock.on_change(self._set_all_again)

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def set(self, name: str, at: datetime, callback: Callback) -> None:
        """Call `callback` at `at`, or now if that is past. Replaces the alarm of that name."""
        self._set[name] = (at, callback)
        real = self._clock.real_time_of(at)
        if real is None:  # the clock is stopped: the alarm is set when the clock runs again
            self._drop_job(name)
            return
        self._scheduler.add_job(self._ring, DateTrigger(real, UTC), args=[name], id=name, replace_existing=True)

    def cancel(self, name: str) -> None:
        self._set.pop(name, None)
        self._drop_job(name)

    async def _ring(self, name: str) -> None:
        alarm = self._set.pop(name, None)
        if alarm:  # otherwise it has just been replaced or cancelled
            alarm[1]()

    def _drop_job(self, name: str) -> None:
        if self._scheduler.get_job(name):
            self._scheduler.remove_job(name)

    def _set_all_again(self) -> None:
        for name, (at, callback) in list(self._set.items()):
            self.set(name, at, callback)
