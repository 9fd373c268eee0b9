"""Watches over the machine: what keeps the bot from writing things down is told once, and when it is over.

Nothing of this is in the database, which is what cannot be written to. A trouble that comes and goes is one episode.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from bot.core.troubles import Episode, Trouble
from bot.scheduling.clock import Clock

log = logging.getLogger(__name__)

PROBE = 2.0
"""Real seconds between two tries whether it can be written again."""
OFF = timedelta(minutes=1)
"""From so far on people have to know that the clock was set; less is in the log alone."""
SAME = timedelta(minutes=10)
"""So soon after it was over, a trouble that comes again is the same one."""

Listener = Callable[[Episode], None]


class Written(Protocol):
    """The database, as far as it is watched."""

    async def try_to_write(self) -> None:
        """Raises what stands in the way."""


class Watch:
    def __init__(self, database: Written, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._episodes: dict[Trouble, Episode] = {}
        self._listeners: list[Listener] = []
        self._trying: asyncio.Task[None] | None = None

    def on_change(self, listener: Listener) -> None:
        """Call `listener` when a trouble begins, and when it is over."""
        self._listeners.append(listener)

    async def stop(self) -> None:
        if self._trying:
            self._trying.cancel()
            await asyncio.gather(self._trying, return_exceptions=True)

    def writing(self, trouble: Trouble | None) -> None:
        """Something could not be written because of `trouble`, or (None) it could be again."""
        if trouble is None:
            for each in (Trouble.LOCKED, Trouble.DISK):
                self._end(each)
            return
        self._begin(trouble)
        if trouble is not Trouble.DAMAGED and (self._trying is None or self._trying.done()):
            self._trying = asyncio.create_task(self._try(), name="watch over the database")

    def copying(self, trouble: Trouble | None) -> None:
        """The database could not be copied, or (None) it could be."""
        if trouble is None:
            self._end(Trouble.NO_COPY)
        else:
            self._begin(trouble)

    def clock_was_set(self, by: timedelta) -> None:
        """The machine's clock was put forward, or back."""
        if abs(by) >= OFF:
            self._set(Episode(Trouble.CLOCK, self._clock.now(), by=by))

    async def _try(self) -> None:
        """Until it can be written: the database itself tells when."""
        while any(self._is_on(each) for each in (Trouble.LOCKED, Trouble.DISK)) and not self._is_on(Trouble.DAMAGED):
            await asyncio.sleep(PROBE)
            try:
                await self._database.try_to_write()
            except Exception as error:
                log.info("Nothing can be written yet: %s", error)

    def _is_on(self, trouble: Trouble) -> bool:
        known = self._episodes.get(trouble)
        return known is not None and known.until is None

    def _begin(self, trouble: Trouble) -> None:
        if self._is_on(trouble):
            return
        now, before = self._clock.now(), self._episodes.get(trouble)
        same = before and before.until and now - before.until < SAME
        log.error("Nothing can be kept: %s", trouble)
        self._set(Episode(trouble, before.since if before and same else now))

    def _end(self, trouble: Trouble) -> None:
        if self._is_on(trouble):
            log.warning("It is over: %s", trouble)
            known = self._episodes[trouble]
            self._set(Episode(trouble, known.since, self._clock.now()))

    def _set(self, episode: Episode) -> None:
        self._episodes[episode.trouble] = episode
        for listener in self._listeners:
            listener(episode)
