"""Personal data goes by itself when its time has come, whatever else the bot does, and also without its server."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from bot.core.instants import parse_utc
from bot.core.programme import PromptKind, Workshop
from bot.core.schedule import Schedule
from bot.features.privacy import copies
from bot.features.privacy import erasing_store as kept
from bot.scheduling.alarms import Alarms
from bot.scheduling.clock import Clock
from bot.scheduling.worker import Worker
from bot.storage import audit
from bot.storage.database import Database
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

AUTOMATIC = "atelier"
ALARM = "retention of personal data"

log = logging.getLogger(__name__)


def purge_at(workshop: Workshop, schedule: Schedule, purged_at: datetime | None) -> datetime | None:
    """`retention` after the end of the last day, on the workshop's clock; never before all is over, late as it may be.

    Once that has been done, whatever came in since is kept as long again.
    """
    if workshop.retention is None:
        return None
    last = max(day.date for day in workshop.days)
    over = datetime.combine(last + timedelta(days=1), time(), workshop.zone)
    if purged_at:
        over = max(over, purged_at.astimezone(workshop.zone))
    still_on = (state.end for state in schedule.states.values() if state.is_ahead or state.is_open)
    return max((over + workshop.retention).astimezone(UTC), workshop.ends, *still_on)


class Archivist(Worker):
    """Purges each workshop in its time, those too whose file is no longer there."""

    retry_after = (60.0,)

    def __init__(self, database: Database, clock: Clock, alarms: Alarms, registry: Iterable[WorkshopContext]) -> None:
        super().__init__(ALARM)
        self._database = database
        self._clock = clock
        self._alarms = alarms
        self._rooms = {context.id: context for context in registry}
        self._noted: dict[str, datetime | None] = {}

    def start(self, *, awake: bool = True) -> None:
        for context in self._rooms.values():
            context.on_change(lambda _: self._look())
        super().start(awake=awake)

    async def stop(self) -> None:
        self._alarms.cancel(ALARM)
        await super().stop()

    def _look(self) -> None:
        """Whether a changed programme has another date."""
        for context in self._rooms.values():
            if purge_at(context.workshop, context.schedule, context.purged_at) != self._noted.get(context.id):
                self.wake()

    async def work(self) -> None:
        """Purge what is due, and set the alarm for the next."""
        await self._note_dates()
        now = self._clock.now()
        for workshop in await self._database.read(kept.to_purge, now):
            await self._purge(workshop)
        if following := parse_utc(await self._database.read(kept.next_purge, now)):
            self._alarms.set(ALARM, following, self.wake)

    async def _note_dates(self) -> None:
        for context in self._rooms.values():
            until = purge_at(context.workshop, context.schedule, context.purged_at)
            if context.id not in self._noted or until != self._noted[context.id]:
                await self._database.write(kept.set_purge_at, context.id, until)
                self._noted[context.id] = until

    async def _purge(self, workshop: str) -> None:
        context, now = self._rooms.get(workshop), self._clock.now()

        def write(tx: Transaction) -> None:
            people = kept.purge(tx, workshop, AUTOMATIC, _picked(context.workshop) if context else (), now)
            audit.record(tx, workshop, now, AUTOMATIC, "privacy purge", "", f"{people} people")

        await (context or self._database).write(write)
        await self._database.settle()
        await copies.renew(self._database.path, now)
        log.info("The personal data of the workshop %s was purged: its retention is over", workshop)
        if context:
            context.purged_at = now
            await context.read_people()


def _picked(workshop: Workshop) -> list[tuple[str, str]]:
    """The evaluations' questions that are answered by picking options."""
    kinds = (PromptKind.CHOICE, PromptKind.MULTIPLE)
    return [(each.id, q.id) for each in workshop.evaluations for q in each.questions if q.kind in kinds]
