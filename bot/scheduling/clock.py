"""The workshop's clock: the machine's, or that of a rehearsal.

Code that needs the time takes a `Clock`. Only this module reads the machine's time.
"""

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

CHECK_EVERY = 1.0
"""Real seconds between two checks whether the machine's clock was set."""
MIN_JUMP = 0.5
"""Smallest change, in seconds, that counts as setting the clock. Time services adjust it by less."""


class Clock(Protocol):
    """The workshop's time, and the real time until one of its instants."""

    def now(self) -> datetime:
        """The workshop's time, an aware datetime in UTC."""

    def seconds_until(self, at: datetime) -> float:
        """Real seconds until the workshop's `at`: negative if it is past, infinite while the clock is stopped."""

    def real_time_of(self, at: datetime) -> datetime | None:
        """The machine's UTC time at the workshop's `at`; None when the clock is stopped."""

    def lateness(self, due: datetime, at: datetime | None = None) -> timedelta:
        """The real time from `due` to `at` (now by default).

        So nothing counts as late because a rehearsal runs fast.
        """

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` each time the clock is set: waiting times must be calculated again."""

    async def wait_until(self, at: datetime) -> None:
        """Return at the time `at`, also if the clock is set meanwhile."""

    async def wait_for(self, length: timedelta) -> None:
        """Wait for `length` of this clock or of real time, whichever is over first.

        It is for rate limits: a stopped clock must not block them for ever.
        """


class SystemClock:
    """The machine's own clock. `watch` detects that someone sets it."""

    def __init__(self, wall: Callable[[], float] = time.time, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._wall = wall
        self._monotonic = monotonic
        self._offset = wall() - monotonic()
        self._listeners: list[Callable[[], None]] = []
        self._jump_listeners: list[Callable[[timedelta], None]] = []

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
        """Call `listener` each time with how far the machine's clock was set forward; negative if it was set back."""
        self._jump_listeners.append(listener)

    async def watch(self) -> None:
        """Check every second whether the clock was set, or the machine slept. It runs until it is cancelled."""
        while True:
            await asyncio.sleep(CHECK_EVERY)
            self.check()

    def check(self) -> None:
        """Call the listeners if the wall clock jumped, compared with the monotonic clock, which nobody can set."""
        before, self._offset = self._offset, self._wall() - self._monotonic()
        jump = self._offset - before
        if abs(jump) < MIN_JUMP:
            return
        log.warning("The machine's clock was set by %+.1f s: it is %s", jump, self.now())
        for listener in self._listeners:
            listener()
        for jump_listener in self._jump_listeners:
            jump_listener(timedelta(seconds=round(jump)))

    async def wait_until(self, at: datetime) -> None:
        while (seconds := self.seconds_until(at)) > 0:  # noqa: ASYNC110 - the machine's clock gives no event when it is set
            await asyncio.sleep(min(seconds, CHECK_EVERY))

    async def wait_for(self, length: timedelta) -> None:
        await asyncio.sleep(max(length.total_seconds(), 0.0))


@dataclass(frozen=True, slots=True)
class Setting:
    """At `real` (seconds since the Unix epoch) the workshop's time is `at`; then it runs `speed` times as fast.

    At `until` it stops: a clock that runs fast cannot be stopped in time from outside.
    """

    at: datetime
    real: float
    speed: float
    until: datetime | None = None

    @property
    def stops(self) -> float:
        """When it reaches `until`, in seconds since the Unix epoch. Infinite if it never does."""
        if self.until is None or not self.speed:
            return float("inf")
        return self.real + max((self.until - self.at).total_seconds(), 0.0) / self.speed


class RehearsedClock:
    """A clock that can be set, run faster, and be stopped (speed 0).

    It is calculated from the machine's wall clock, so two processes with the same `Setting` have the same time.
    """

    def __init__(
        self, setting: Setting, real: Callable[[], float] = time.time, max_settings: int | None = None
    ) -> None:
        """`max_settings` limits how many earlier settings are kept, for `lateness` and `reached`. None keeps all."""
        self._real = real
        self._settings = deque([setting], max_settings)
        self._listeners: list[Callable[[], None]] = []
        self._changed = asyncio.Event()

    @property
    def setting(self) -> Setting:
        """The current setting."""
        return self._settings[-1]

    def set(self, setting: Setting) -> None:
        """Continue with `setting`, and tell the listeners."""
        self._settings.append(setting)
        self._changed.set()
        self._changed = asyncio.Event()
        for listener in self._listeners:
            listener()

    def run(self, speed: float, at: datetime | None = None, *, until: datetime | None = None) -> Setting:
        """Run at `speed` from now on, up to `until`, and set the time to `at` if it is given. Returns the setting."""
        setting = Setting(at or self.now(), self._real(), speed, until)
        self.set(setting)
        return setting

    def now(self) -> datetime:
        s, real = self.setting, self._real()
        if s.until is not None and real >= s.stops:
            return max(s.until, s.at)
        return s.at + timedelta(seconds=(real - s.real) * s.speed)

    def seconds_until(self, at: datetime) -> float:
        s = self.setting
        distance = (at - self.now()).total_seconds()
        if s.speed == 0 or (s.until is not None and at > s.until):
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
        """When the clock first reached `at`, or was set past it, in seconds since the Unix epoch."""
        for s, following in zip(self._settings, [*islice(self._settings, 1, None), None], strict=True):
            runs = s.speed and (s.until is None or at <= s.until)
            real = s.real + (max((at - s.at).total_seconds(), 0.0) / s.speed if runs else float("inf"))
            if s.at >= at or (following is None or real <= following.real):
                return s.real if s.at >= at else real
        return self._settings[-1].real

    def _run_since(self, due: datetime) -> timedelta:
        """The real time that this clock ran since `due`, without the times when it was stopped or set."""
        seconds, until = 0.0, self._real()
        for s in reversed(self._settings):
            if s.speed:
                since = s.real + max((due - s.at).total_seconds(), 0.0) / s.speed
                seconds += max(min(until, s.stops) - since, 0.0)
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

    async def wait_for(self, length: timedelta) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.wait_until(self.now() + length), max(length.total_seconds(), 0.0))
