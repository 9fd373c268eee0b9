"""Callbacks at a given time of the server's clock, whatever its speed."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from fakecord.clock import Clock

LONGEST_WAIT_S = 3600.0


@dataclass(eq=False)
class Timer:
    at: datetime
    callback: Callable[[], None]


class Timers:
    """Sleeps until the next timer is due, and computes the wait again whenever the clock is set."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._timers: set[Timer] = set()
        self._handle: asyncio.TimerHandle | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        clock.on_change(self._clock_changed)

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._schedule()

    def stop(self) -> None:
        self._loop = None
        if self._handle:
            self._handle.cancel()

    def at(self, moment: datetime, callback: Callable[[], None]) -> Timer:
        timer = Timer(moment, callback)
        self._timers.add(timer)
        self._schedule()
        return timer

    def cancel(self, timer: Timer | None) -> None:
        if timer:
            self._timers.discard(timer)

    def _clock_changed(self) -> None:
        if self._loop:
            self._loop.call_soon_threadsafe(self._schedule)

    def _schedule(self) -> None:
        if self._handle:
            self._handle.cancel()
            self._handle = None
        if not (self._loop and self._timers):
            return
        wait = self._clock.seconds_until(min(timer.at for timer in self._timers))
        self._handle = self._loop.call_later(min(max(wait, 0.0), LONGEST_WAIT_S), self._run_due)

    def _run_due(self) -> None:
        self._handle = None
        now = self._clock.now()
        for timer in sorted((t for t in self._timers if t.at <= now), key=lambda t: t.at):
            self._timers.discard(timer)
            timer.callback()
        self._schedule()
