"""Keeps public messages up to date, with at most one edit of each message in an interval."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Hashable
from datetime import timedelta

from bot.chat.connection import may_pass
from bot.scheduling.clock import Clock
from bot.scheduling.worker import pause_after

INTERVAL = timedelta(seconds=5)

log = logging.getLogger(__name__)

Refresh = Callable[[], Awaitable[None]]


class Refresher:
    """Runs a refresh on request, at most once per interval. The last request is always served.

    A refresh that Discord limits or does not answer runs again later: old messages, for instance, can be edited three
    times in six seconds in a channel (Discord, JSON Error Codes, 30046).
    """

    def __init__(self, clock: Clock, interval: timedelta = INTERVAL) -> None:
        self._clock = clock
        self._interval = interval
        self._wanted: dict[Hashable, Refresh] = {}
        self._tasks: dict[Hashable, asyncio.Task[None]] = {}

    def ask(self, key: Hashable, refresh: Refresh) -> None:
        """Run `refresh` soon. It replaces an earlier request for the same `key` that has not run yet."""
        self._wanted[key] = refresh
        if key not in self._tasks:
            self._tasks[key] = asyncio.create_task(self._serve(key), name=f"refresh {key}")

    async def stop(self) -> None:
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, key: Hashable) -> None:
        failures = 0
        try:
            while refresh := self._wanted.pop(key, None):
                try:
                    await refresh()
                    failures = 0
                except Exception as error:
                    if may_pass(error):
                        log.warning("A public message will be brought up to date later: %s: %s", key, error)
                        await asyncio.sleep(pause_after(failures))
                        failures += 1
                        self._wanted.setdefault(key, refresh)
                    else:
                        log.exception("A public message could not be brought up to date: %s", key)
                await self._clock.wait_for(self._interval)
        finally:
            del self._tasks[key]
