"""Purge the personal data of each workshop when its retention is over, even while Discord cannot be reached."""

import logging
from collections.abc import Iterable
from datetime import datetime

from bot.core.programme import PromptKind, Workshop
from bot.features.privacy import purge_store
from bot.features.privacy.copies import replace_copies
from bot.features.privacy.model import purge_time
from bot.scheduling.alarms import Alarms
from bot.scheduling.clock import Clock
from bot.scheduling.worker import Worker
from bot.storage import audit
from bot.storage.database import Database
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

ALARM = "retention of personal data"

log = logging.getLogger(__name__)


class RetentionJob(Worker):
    """Purges each workshop at its time, also a workshop whose file was removed meanwhile."""

    retry_after = (60.0,)

    def __init__(self, database: Database, clock: Clock, alarms: Alarms, contexts: Iterable[WorkshopContext]) -> None:
        super().__init__(ALARM)
        self._database = database
        self._clock = clock
        self._alarms = alarms
        self._contexts = {context.id: context for context in contexts}
        self._stored: dict[str, datetime | None] = {}
        """The time of the purge as it stands in the database, by workshop."""

    def start(self, *, awake: bool = True) -> None:
        for context in self._contexts.values():
            context.on_change(lambda _: self._wake_if_moved())
        super().start(awake=awake)

    async def stop(self) -> None:
        self._alarms.cancel(ALARM)
        await super().stop()

    def _wake_if_moved(self) -> None:
        """Wake up if the programme changed so that a purge has another time."""
        for context in self._contexts.values():
            if purge_time(context.workshop, context.schedule, context.purged_at) != self._stored.get(context.id):
                self.wake()

    async def work(self) -> None:
        """Purge what is due, and set the alarm for the next purge, which may be past by then."""
        await self._store_times()
        now = self._clock.now()
        for workshop in await self._database.read(purge_store.to_purge, now):
            await self._purge(workshop)
        await self._store_times()  # what comes in after a purge is purged in its turn
        if following := await self._database.read(purge_store.next_purge, now):
            self._alarms.set(ALARM, following, self.wake)

    async def _store_times(self) -> None:
        for context in self._contexts.values():
            at = purge_time(context.workshop, context.schedule, context.purged_at)
            if context.id not in self._stored or at != self._stored[context.id]:
                await self._database.write(purge_store.set_purge_at, context.id, at)
                self._stored[context.id] = at

    async def _purge(self, workshop: str) -> None:
        context, now = self._contexts.get(workshop), self._clock.now()

        picked = _picked_questions(context.workshop) if context else ()

        def write(tx: Transaction) -> None:
            people = purge_store.purge(tx, workshop, picked, now)
            audit.record(tx, workshop, now, audit.BOT, "privacy purge", "", f"{people} people")

        await (context or self._database).write(write)
        await self._database.checkpoint()
        await replace_copies(self._database.path, now)
        log.info("The personal data of the workshop %s was purged: its retention is over", workshop)
        if context:
            context.purged_at = now
            await context.reload_people()


def _picked_questions(workshop: Workshop) -> list[tuple[str, str]]:
    """The evaluation questions answered by picking options, as (evaluation, question)."""
    kinds = (PromptKind.CHOICE, PromptKind.MULTIPLE)
    return [(each.id, q.id) for each in workshop.evaluations for q in each.questions if q.kind in kinds]
