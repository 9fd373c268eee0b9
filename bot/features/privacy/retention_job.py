"""Purges the personal data of each workshop when its retention is over, even while Discord cannot be reached.

The organisers are told a week before. A date takes effect only after the bot has run with it for a week, so that a
wrong date in the file can be corrected. The copies follow a week later (`ErasureJob`).
"""

import asyncio
import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.core.answers import CHOICE_KINDS
from bot.features.privacy import purge_store
from bot.features.privacy.model import PURGE_NOTICE, evaluation_questions, purge_time
from bot.scheduling.alarms import Alarms
from bot.scheduling.clock import Clock
from bot.scheduling.worker import Worker
from bot.storage import audit
from bot.storage.backups import Backups
from bot.storage.database import Database
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

ALARM = "retention of personal data"
LOOK_SECONDS = 3_600.0
"""Real seconds between two checks, at which the running time of the bot is counted."""
MOST_BETWEEN_LOOKS = timedelta(hours=2)
"""The most that counts as running time between two checks: the machine may have slept, or its clock was set."""
REPORTS_KEPT_FOR = timedelta(days=7)
"""How long an imported report waits for its confirmation.

It has names and addresses of people who did not agree to that.
"""

log = logging.getLogger(__name__)


class RetentionJob(Worker):
    """Purges each workshop at its time, even if its file was deleted."""

    retry_after = (60.0,)
    idle_after = LOOK_SECONDS

    def __init__(self, database: Database, clock: Clock, alarms: Alarms, contexts: Iterable[WorkshopContext]) -> None:
        super().__init__(ALARM)
        self._database = database
        self._clock = clock
        self._alarms = alarms
        self._contexts: dict[str, WorkshopContext] = {}
        self._stored: dict[str, datetime | None] = {}
        """The time of the purge in the database, by workshop."""
        self._counted_until: datetime | None = None
        for context in contexts:
            self.follow(context)

    def follow(self, context: WorkshopContext) -> None:
        """Handle this workshop too."""
        self._contexts[context.id] = context
        context.on_change(self._wake_if_moved)
        self.wake()

    async def stop(self) -> None:
        self._alarms.cancel(ALARM)
        await super().stop()

    def _wake_if_moved(self) -> None:
        """Wake up if a change of the programme moved the time of a purge."""
        for context in self._contexts.values():
            if purge_time(context.workshop, context.schedule, context.purged_at) != self._stored.get(context.id):
                self.wake()

    async def work(self) -> None:
        """Announce purges due in a week, purge what is due now, and set the alarm for the next step."""
        now = self._clock.now()
        await self._count_running_time(now)
        await self._store_times()
        await self._database.write(purge_store.delete_old_reports, now - REPORTS_KEPT_FOR)
        for workshop in await self._database.read(purge_store.to_announce, now + PURGE_NOTICE):
            await (self._contexts.get(workshop) or self._database).write(purge_store.announce, workshop, now)
        for workshop in await self._database.read(purge_store.to_purge, now):
            await self._purge(workshop)
        await self._store_times()  # data that arrive after a purge are purged later
        if following := await self._database.read(purge_store.next_step, now):
            self._alarms.set(ALARM, following, self.wake)

    async def _count_running_time(self, now: datetime) -> None:
        """Count the time until now for the present dates, before new dates are stored."""
        ran = min(now - (self._counted_until or now), MOST_BETWEEN_LOOKS).total_seconds()
        if ran > 0:
            await self._database.write(purge_store.add_running_time, ran)
        self._counted_until = now

    async def _store_times(self) -> None:
        for context in self._contexts.values():
            at = purge_time(context.workshop, context.schedule, context.purged_at)
            if context.id not in self._stored or at != self._stored[context.id]:
                await self._database.write(purge_store.set_purge_at, context.id, at)
                self._stored[context.id] = at

    async def _purge(self, workshop: str) -> None:
        context, now = self._contexts.get(workshop), self._clock.now()
        picked = evaluation_questions(context.workshop if context else None, CHOICE_KINDS)
        if await self._database.read(purge_store.holds_personal_data, workshop):
            async with self._database.backup_lock:  # this copy can undo a mistaken purge
                await asyncio.to_thread(Backups(self._database.path).make, now)

        def write(tx: Transaction) -> None:
            people = purge_store.purge(tx, workshop, picked, now)
            audit.record(tx, workshop, now, audit.BOT, "privacy purge", "", f"{people} people")

        await (context or self._database).write(write)
        await self._database.checkpoint()
        log.info("The personal data of the workshop %s was purged: its retention is over", workshop)
        if context:
            context.purged_at = now
            await context.reload_people()
