"""Keeps the time of a play: runs the workshop's clock, leaps over the nights, and gives the cast their cues.

While the cast acts the clock runs at its natural pace, so that what they do happens when the play says;
in between it runs fast, and where nothing is on it leaps.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.core.schedule import Schedule
from bot.features.announcements.plan import plan
from bot.rehearsal.stage import Stage

Action = Callable[[], Awaitable[None]]

BEFORE = timedelta(minutes=16)
"""Something is on from so long before a session until its end."""
LEAD = timedelta(seconds=30)
"""A leap ends so long before what comes next."""
QUIET = 0.07
"""Real seconds without a request of the bot's after which it has nothing more to say."""
PATIENCE = 20.0
"""Real seconds to wait for that quiet at most."""


class Director:
    def __init__(self, stage: Stage, speed: float) -> None:
        self.stage = stage
        self.clock = stage.clock
        self.schedule = Schedule.of(stage.workshop)
        """The programme as the play knows it: an act that changes it changes it here too."""
        self._speed = speed
        self._cues: list[tuple[datetime, int, Action, float]] = []
        self._number = itertools.count()

    def cue(self, at: datetime, action: Action, pace: float = 1.0) -> None:
        """Have `action` done at that time of the workshop; those of one instant are done at once, together.

        `pace` is the clock's meanwhile: more for what Discord's rate limits make long.
        """
        heapq.heappush(self._cues, (at, next(self._number), action, pace))

    def moments(self) -> set[datetime]:
        """When something happens: a cue is given, or the bot is to do something by itself."""
        return {at for at, *_ in self._cues} | set(self._stops())

    def ends(self) -> datetime:
        """When all is over, the last evening's summary among it."""
        return max(self.stage.workshop.ends, *self._stops())

    async def play(self) -> None:
        """Give every cue."""
        while self._cues:
            at = self._cues[0][0]
            await self.go_on_to(at)
            batch = []
            while self._cues and self._cues[0][0] <= self.clock.now():
                batch.append(heapq.heappop(self._cues))
            self.clock.run(max(pace for *_, pace in batch))
            await asyncio.gather(*(action() for _, _, action, _ in batch))

    async def go_on_to(self, at: datetime) -> None:
        """Let time pass until `at`, stopping at nothing but leaping over what is empty."""
        while (now := self.clock.now()) < at:
            stop = min([at, *(each for each in self._stops() if each > now)])
            if not self._on(now) and stop - now > LEAD * 2:
                await self._leap(stop - LEAD)
            self.clock.run(self._speed)
            await self.clock.wait_until(stop)
        self.clock.run(1.0)

    def _stops(self) -> list[datetime]:
        """When the bot is to do something by itself."""
        states = self.schedule.states.values()
        turns = [instant for state in states for instant in (state.start - BEFORE, state.start, state.end)]
        return [announcement.due for announcement in plan(self.schedule)] + turns

    def _on(self, now: datetime) -> bool:
        return any(state.start - BEFORE <= now < state.end for state in self.schedule.states.values() if state.is_held)

    async def _leap(self, to: datetime) -> None:
        self.clock.run(1.0)
        await self.quiet()
        if to > self.clock.now():
            self.clock.run(self._speed, at=to)

    async def quiet(self) -> None:
        """Until the bot has nothing more to say."""
        patience = time.time() + PATIENCE
        # Quiet is the absence of an event: there is none to wait for.
        while (left := self._last_request() + QUIET - time.time()) > 0 and time.time() < patience:  # noqa: ASYNC110
            await asyncio.sleep(left)

    def _last_request(self) -> float:
        log = self.stage.server.log
        return log[-1].real if log else 0.0
