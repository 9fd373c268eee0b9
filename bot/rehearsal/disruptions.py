"""Disruptions between people and the bot, such as a restart: whether one is active, and how many there were."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

MIN_DISTANCE = timedelta(minutes=3)
AFTERWARDS = 2.0
"""Real seconds after a disruption in which the bot may still log its effects."""


class Disruptions:
    """Keeps track of the disruptions of a rehearsal. Two are never active at once: they are scheduled far apart."""

    def __init__(self) -> None:
        self.scheduled: list[datetime] = []
        self.number = 0
        """Increases when a disruption begins and when it ends."""
        self._times: list[tuple[float, float]] = []
        self._inactive = asyncio.Event()
        self._inactive.set()

    def interrupted_since(self, number: int) -> bool:
        """Whether a disruption is active, or was active since `number` was read.

        Failures in that time are no faults.
        """
        return not self._inactive.is_set() or self.number != number

    def was_active(self, real: float) -> bool:
        """Whether a disruption was active at that time (seconds since the Unix epoch), or shortly before."""
        return any(began <= real <= ended + AFTERWARDS for began, ended in self._times)

    def is_far_from_others(self, at: datetime) -> bool:
        """Whether no other disruption is scheduled within `MIN_DISTANCE`."""
        return all(abs(at - other) > MIN_DISTANCE for other in self.scheduled)

    async def wait_until_over(self) -> None:
        """Wait until no disruption is active."""
        await self._inactive.wait()

    @contextmanager
    def active(self) -> Iterator[None]:
        """A disruption is active during the block."""
        self.number += 1
        began = time.time()
        self._inactive.clear()
        try:
            yield
        finally:
            self._times.append((began, time.time()))
            self.number += 1  # so that an interaction that began during it is excused too
            self._inactive.set()
