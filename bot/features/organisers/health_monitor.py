"""Reports troubles of the machine, such as a full disk, when they begin and when they end.

The state is in memory only: during most troubles the database cannot be written.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.core.troubles import Incident, Trouble
from bot.scheduling.clock import Clock

log = logging.getLogger(__name__)

PROBE_SECONDS = 2.0
"""Real seconds between two attempts to write to the database."""
REPORTED_CLOCK_SHIFT = timedelta(minutes=1)
"""The smallest change of the machine's clock that is reported to organisers. Smaller ones are only logged."""
SAME_INCIDENT_WITHIN = timedelta(minutes=10)
"""A trouble that returns this soon after its end continues the same incident, so that organisers get one message."""

Listener = Callable[[Incident], None]


class HealthMonitor:
    def __init__(self, try_to_write: Callable[[], Awaitable[None]], clock: Clock) -> None:
        """`try_to_write` raises the error that makes writing to the database impossible."""
        self._try_to_write = try_to_write
        self._clock = clock
        self._incidents: dict[Trouble, Incident] = {}
        self._listeners: list[Listener] = []
        self._probing: asyncio.Task[None] | None = None

    def on_change(self, listener: Listener) -> None:
        """Call `listener` when an incident begins, and again when it ends."""
        self._listeners.append(listener)

    async def stop(self) -> None:
        if self._probing:
            self._probing.cancel()
            await asyncio.gather(self._probing, return_exceptions=True)

    def report_write(self, trouble: Trouble | None) -> None:
        """A write to the database failed because of `trouble`, or (None) succeeded again."""
        if trouble is None:
            for each in (Trouble.LOCKED, Trouble.DISK):
                self._end(each)
            return
        self._begin(trouble)
        if trouble is not Trouble.DAMAGED and (self._probing is None or self._probing.done()):
            self._probing = asyncio.create_task(self._probe(), name="probe of the database")

    def report_backup(self, trouble: Trouble | None) -> None:
        """A backup failed because of `trouble`, or (None) succeeded."""
        if trouble is None:
            self._end(Trouble.NO_COPY)
        else:
            self._begin(trouble)

    def report_clock_shift(self, shift: timedelta) -> None:
        """The machine's clock was set forward by `shift`, or back if it is negative."""
        if abs(shift) >= REPORTED_CLOCK_SHIFT:
            self._publish(Incident(Trouble.CLOCK, self._clock.now(), clock_shift=shift))

    async def _probe(self) -> None:
        """Try to write until it succeeds. The database then reports the success to `report_write`."""
        while any(self._is_on(each) for each in (Trouble.LOCKED, Trouble.DISK)) and not self._is_on(Trouble.DAMAGED):
            await asyncio.sleep(PROBE_SECONDS)
            try:
                await self._try_to_write()
            except Exception as error:
                log.info("The database still cannot be written: %s", error)

    def _is_on(self, trouble: Trouble) -> bool:
        incident = self._incidents.get(trouble)
        return incident is not None and incident.until is None

    def _begin(self, trouble: Trouble) -> None:
        if self._is_on(trouble):
            return
        now, last = self._clock.now(), self._incidents.get(trouble)
        continues = last and last.until and now - last.until < SAME_INCIDENT_WITHIN
        log.error("Trouble of the machine: %s", trouble)
        self._publish(Incident(trouble, last.since if last and continues else now))

    def _end(self, trouble: Trouble) -> None:
        if self._is_on(trouble):
            log.warning("Trouble of the machine is over: %s", trouble)
            self._publish(Incident(trouble, self._incidents[trouble].since, self._clock.now()))

    def _publish(self, incident: Incident) -> None:
        self._incidents[incident.trouble] = incident
        for listener in self._listeners:
            listener(incident)
