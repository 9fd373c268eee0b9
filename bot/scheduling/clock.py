"""The workshop's time: real, or rehearsed.

Everything that needs the time takes a `Clock`; nothing else in the bot reads the machine's.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Protocol

log = logging.getLogger(__name__)

LOOK = 1.0
"""Real seconds between two looks whether the machine's clock was set."""
JUMP = 0.5
"""Seconds from which on that is a jump."""


class Clock(Protocol):
    """Tells the workshop's time and how far away an instant of it is."""

    def now(self) -> datetime:
        """The workshop's time, an aware datetime in UTC."""

    def seconds_until(self, at: datetime) -> float:
        """Real seconds until the workshop's `at`; negative once it is past, infinite while the clock stands still."""

    def real_time_of(self, at: datetime) -> datetime | None:
        """The machine's UTC time at which it will be `at`; None while the clock stands still."""

    def lateness(self, due: datetime, at: datetime | None = None) -> timedelta:
        """The real time from `due` to `at`, by default now: a rehearsal that runs fast makes nothing late."""

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` each time the clock is set: what waits must reckon anew."""

    async def wait_until(self, at: datetime) -> None:
        """Return once it is `at`, however the clock is set meanwhile."""


class SystemClock:
    """The machine's own clock, which someone may set while we wait: `watch` finds that out."""

    def __init__(self, wall: Callable[[], float] = time.time, steady: Callable[[], float] = time.monotonic) -> None:
        self._wall = wall
        self._steady = steady
        self._apart = wall() - steady()
        self._listeners: list[Callable[[], None]] = []
        self._told: list[Callable[[timedelta], None]] = []

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._wall(), UTC)

    def seconds_until(self, at: datetime) -> float:
        return (at - self.now()).total_seconds()

    def real_time_of(self, at: datetime) -> datetime | None:
        return at

    def lateness(self, due: datetime, at: datetime | None = None) -> timedelta:
        return (at or self.now()) - due

    def on_change(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)

    def on_set(self, listener: Callable[[timedelta], None]) -> None:
        """Call `listener` with how far the machine's clock was put forward, or back."""
        self._told.append(listener)

    async def watch(self) -> None:
        """Look again and again whether the clock was set, or the machine slept; until cancelled."""
        while True:
            await asyncio.sleep(LOOK)
            self.look()

    def look(self) -> None:
        """Whoever waits reckons anew where the clock jumped; what is adjusted slowly is no jump."""
        before, self._apart = self._apart, self._wall() - self._steady()
        jump = self._apart - before
        if abs(jump) < JUMP:
            return
        log.warning("The machine's clock was set by %+.1f s: it is %s", jump, self.now())
        for listener in self._listeners:
            listener()
        for told in self._told:
            told(timedelta(seconds=round(jump)))

    async def wait_until(self, at: datetime) -> None:
        while (seconds := self.seconds_until(at)) > 0:  # noqa: ASYNC110 - a clock that is set tells nobody
            await asyncio.sleep(min(seconds, LOOK))


@dataclass(frozen=True, slots=True)
class Setting:
    """From `real` (seconds since the Unix epoch) on, it is `at` and runs at `speed` workshop seconds a second."""

    at: datetime
    real: float
    speed: float


class RehearsedClock:
    """A clock that can be set, run faster and be stopped.

    Speed 0 stops it. The mapping is by the machine's wall clock, so that two processes
    given the same `Setting` agree on the workshop's time.
    """

    def __init__(self, setting: Setting, real: Callable[[], float] = time.time, remembered: int | None = None) -> None:
        """`remembered` is how many settings it looks back on, all of them by default: one that follows needs few."""
        self._real = real
        self._settings = deque([setting], remembered)
        self._listeners: list[Callable[[], None]] = []
        self._changed = asyncio.Event()

    @property
    def setting(self) -> Setting:
        """The setting that holds now."""
        return self._settings[-1]

    def set(self, setting: Setting) -> None:
        """Go on from `setting`, and tell those who wait."""
        self._settings.append(setting)
        self._changed.set()
        self._changed = asyncio.Event()
        for listener in self._listeners:
            listener()

    def run(self, speed: float, at: datetime | None = None) -> Setting:
        """From now on run at `speed`, from `at` if given; returns the new setting."""
        setting = Setting(at or self.now(), self._real(), speed)
        self.set(setting)
        return setting

    def now(self) -> datetime:
        s = self.setting
        return s.at + timedelta(seconds=(self._real() - s.real) * s.speed)

    def seconds_until(self, at: datetime) -> float:
        s = self.setting
        distance = (at - self.now()).total_seconds()
        if s.speed == 0:
            return float("inf") if distance > 0 else 0.0
        return distance / s.speed

    def real_time_of(self, at: datetime) -> datetime | None:
        seconds = self.seconds_until(at)
        if seconds == float("inf"):
            return None
        return datetime.fromtimestamp(self._real() + seconds, UTC)

    def lateness(self, due: datetime, at: datetime | None = None) -> timedelta:
        return self._run_since(due) - (self._run_since(at) if at else timedelta())

    def reached(self, at: datetime) -> float:
        """When, in seconds since the Unix epoch, it first was `at`, or was set past it; the past is as it was run."""
        for s, following in zip(self._settings, [*islice(self._settings, 1, None), None], strict=True):
            real = s.real + (max((at - s.at).total_seconds(), 0.0) / s.speed if s.speed else float("inf"))
            if s.at >= at or (following is None or real <= following.real):
                return s.real if s.at >= at else real
        return self._settings[-1].real

    def _run_since(self, due: datetime) -> timedelta:
        """The real time this clock has run since it was `due`, its halts and leaps left out."""
        seconds, until = 0.0, self._real()
        for s in reversed(self._settings):
            if s.speed:
                since = s.real + max((due - s.at).total_seconds(), 0.0) / s.speed
                seconds += max(until - since, 0.0)
            if s.at <= due:
                break
            until = s.real
        return timedelta(seconds=seconds)

    def on_change(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)

    async def wait_until(self, at: datetime) -> None:
        while (seconds := self.seconds_until(at)) > 0:
            changed = self._changed
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(changed.wait(), None if seconds == float("inf") else seconds)
