"""Purge the personal data of each workshop when its retention is over, even while Discord cannot be reached."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.core.programme import PromptKind, Workshop
from bot.features.privacy import purge_store
from bot.features.privacy.copies import replace_copies
from bot.features.privacy.model import purge_time
from bot.scheduling.alarms import Alarms
from bot.scheduling.clock import Clock
from bot.storage import audit
from bot.storage.database import Database
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

ALARM = "retention of personal data"
RETRY_AFTER = timedelta(minutes=1)
"""The wait after a failure, such as a full disk or a locked database."""

log = logging.getLogger(__name__)


class RetentionJob:
    """Purges each workshop at its time, also a workshop whose file was removed meanwhile."""

    def __init__(self, database: Database, clock: Clock, alarms: Alarms, contexts: Iterable[WorkshopContext]) -> None:
        self._database = database
        self._clock = clock
        self._alarms = alarms
        self._contexts = {context.id: context for context in contexts}
        self._stored: dict[str, datetime | None] = {}
        """The time of the purge as it stands in the database, by workshop."""
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        for context in self._contexts.values():
            context.on_change(lambda _: self._wake_if_moved())
        self._task = asyncio.create_task(self._work(), name="retention job")
        self._wake.set()

    async def stop(self) -> None:
        self._alarms.cancel(ALARM)
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def _wake_if_moved(self) -> None:
        """Wake up if the programme changed so that a purge has another time."""
        for context in self._contexts.values():
            if purge_time(context.workshop, context.schedule, context.purged_at) != self._stored.get(context.id):
                self._wake.set()

    async def _ring(self) -> None:
        self._wake.set()

    async def _work(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                following = await self._turn()
            except Exception:
                log.exception("The purge failed and is tried again in a moment")
                following = self._clock.now() + RETRY_AFTER
            if following:
                self._alarms.set(ALARM, following, self._ring)

    async def _turn(self) -> datetime | None:
        """Purge what is due; returns when the next purge is due, which may be past by then."""
        await self._store_times()
        now = self._clock.now()
        for workshop in await self._database.read(purge_store.to_purge, now):
            await self._purge(workshop)
        return await self._database.read(purge_store.next_purge, now)

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
