"""A limit to how often something is sent."""

import asyncio
from datetime import datetime, timedelta
from types import TracebackType

from bot.scheduling.clock import Clock


class Pace:
    """An asynchronous context manager. It admits one caller at a time, in order, and none before `next_at`."""

    def __init__(self, clock: Clock, interval: timedelta) -> None:
        self._clock = clock
        self._interval = interval
        self._lock = asyncio.Lock()
        self._next_at: datetime = clock.now()

    def sent(self) -> None:
        """Something is sent now: the next caller is admitted after the interval."""
        self._next_at = self._clock.now() + self._interval

    async def __aenter__(self) -> None:
        await self._lock.acquire()
        try:
            await self._clock.wait_for(self._next_at - self._clock.now())
        except BaseException:
            self._lock.release()
            raise

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._lock.release()
