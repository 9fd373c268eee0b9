"""Serves a few interactions at a time, in the order in which they came.

When 300 people press a button at once, the first get their answer early, and an announcement that is due waits for a
few of them only.
"""

import asyncio

MAX_CONCURRENT = 16
"""Those served together share one commit. Fewer would need more commits and processor time; more would delay an
announcement that is due meanwhile."""
MAX_HOLD_S = 0.2
"""Seconds after which a permit is released by itself. An interaction that takes longer waits for Discord or for a long
job, and does not keep the event loop busy."""


class Permit:
    """Permission to be served now. It is given back once, however often `release` is called."""

    def __init__(self, semaphore: asyncio.Semaphore) -> None:
        self._semaphore = semaphore
        self._timer = asyncio.get_running_loop().call_later(MAX_HOLD_S, self._give_back)
        self._is_released = False

    def release(self) -> None:
        self._timer.cancel()
        self._give_back()

    def _give_back(self) -> None:
        if not self._is_released:
            self._is_released = True
            self._semaphore.release()


class ConcurrencyLimit:
    """At most `MAX_CONCURRENT` permits at a time, first come, first served."""

    def __init__(self) -> None:
        self._semaphore = asyncio.Semaphore(MAX_CONCURRENT)

    async def acquire(self) -> Permit:
        """Wait for a permit. Release it as soon as the work is done."""
        await self._semaphore.acquire()
        return Permit(self._semaphore)
