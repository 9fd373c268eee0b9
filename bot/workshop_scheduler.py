"""The secretary of one room, who never sleeps: opens and closes what is due, says what is due, sets the next alarm.

Everything it knows is in the database. It may be woken at any time, by an alarm or by a change,
any number of times: what has been done is not done again.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta

from bot.core.instants import parse_utc
from bot.features.announcements import store as kept
from bot.features.announcements.model import OPEN
from bot.features.announcements.sending import Herald, is_held_back, replan, say
from bot.features.evaluations import service as evaluations
from bot.features.floor import service as floors
from bot.features.organisers import alert_service as asides
from bot.features.programme import session_service as sessions
from bot.features.prompts import service as prompts
from bot.outbox.errors import DeliveryFailed
from bot.scheduling.alarms import Alarms
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)

PATIENCE = (timedelta(seconds=2), timedelta(seconds=5), timedelta(seconds=15), timedelta(seconds=60))
"""How long to wait after a first, second, … failure before trying an announcement again."""
ONE_REPORT = timedelta(seconds=90)
"""So long the report of troubles waits for what is still being said: an outage ends in one report, not in many."""


class Secretary:
    def __init__(self, context: WorkshopContext, alarms: Alarms, herald: Herald) -> None:
        self.context = context
        self._alarms = alarms
        self._herald = herald
        self._wake = asyncio.Event()
        self._planned = self._looked_once = False
        self._saying: dict[str, asyncio.Task[None]] = {}
        self._to_tell = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Set to work: plan what the programme now has to say, and go on from there."""
        self.context.on_change(lambda _: self.wake())
        self._tasks = [
            asyncio.create_task(self._work(), name=f"secretary of {self.context.id}"),
            asyncio.create_task(self._report(), name=f"secretary of {self.context.id}, to the organisers"),
        ]
        self.wake()

    async def stop(self) -> None:
        """Stop in order: what was claimed and not settled is settled at the next start."""
        self._alarms.cancel(self.context.id)
        tasks = [*self._tasks, *self._saying.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def wake(self) -> None:
        self._wake.set()

    async def _work(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                await self._turn()
            except Exception:
                # A full disk, a locked database: nothing is lost by trying again, all by giving up.
                log.exception("The secretary of %s stumbled, and goes on in a moment", self.context.id)
                await asyncio.sleep(PATIENCE[0].total_seconds())
                self.wake()

    async def _turn(self) -> None:
        context = self.context
        await self._plan_once()
        await sessions.keep_time(context)
        now = context.now()
        for row in await context.read(kept.open_ones, context.id, now):
            if not is_held_back(context, row):
                self._begin_to_say(row["key"])
        if not self._looked_once:
            self._looked_once = True
            self._to_tell.set()  # what an earlier life left untold, together with what it left unsaid
        said_next = await context.read(kept.next_due, context.id, now)
        due = [sessions.next_turn(context), said_next, *await self._keep_house()]
        if ahead := [at for at in due if at is not None]:
            self._alarms.set(context.id, min(ahead), self.wake)

    async def _keep_house(self) -> list[datetime | None]:
        """Close what has had its time; returns when to look again."""
        context = self.context
        await prompts.close_due(context)
        await evaluations.close_due(context)
        await floors.settle(context)
        return [await prompts.next_closing(context), evaluations.next_closing(context), await floors.next_turn(context)]

    async def _plan_once(self) -> None:
        """What the programme has to say from the first turn on; later each change plans for itself."""
        if not self._planned:
            await self.context.write(lambda tx: replan(self.context, tx, self.context.schedule))
            await prompts.drop_left_over_keys(self.context)
            await floors.count_absence_anew(self.context)
            self._planned = True

    def _begin_to_say(self, key: str) -> None:
        """Each in a task of its own: one that waits for its channel holds up no other."""
        if key not in self._saying:
            self._saying[key] = asyncio.create_task(self._say(key), name=f"{self.context.id}: {key}")

    async def _say(self, key: str) -> None:
        failures = 0
        try:
            while await say(self.context, self._herald, key) is None and await self._is_due(key):
                await asyncio.sleep(PATIENCE[min(failures, len(PATIENCE) - 1)].total_seconds())
                failures += 1
        except Exception:
            log.exception("%s: could not be brought to an end, tried again in a moment", key)
            await asyncio.sleep(PATIENCE[0].total_seconds())
        finally:
            self._saying.pop(key, None)
            self._to_tell.set()
            self.wake()

    async def _is_due(self, key: str) -> bool:
        row = await self.context.read(kept.one, self.context.id, key)
        if row is None or is_held_back(self.context, row):
            return False
        return row["status"] in OPEN and parse_utc(row["due_at"]) <= self.context.now()

    async def _report(self) -> None:
        """Tell the organisers what they have to hear; in a task of its own, so that nothing waits for it."""
        while True:
            await self._to_tell.wait()
            await self._until_all_is_said()
            self._to_tell.clear()
            failures = 0
            while not await self._told():
                await asyncio.sleep(PATIENCE[min(failures, len(PATIENCE) - 1)].total_seconds())
                failures += 1

    async def _until_all_is_said(self) -> None:
        """Until nothing is being said any more, or for as long as a report may wait."""
        clock = asyncio.get_running_loop().time
        until = clock() + ONE_REPORT.total_seconds()
        while self._saying and clock() < until:
            await asyncio.wait(list(self._saying.values()), timeout=until - clock())

    async def _told(self) -> bool:
        try:
            await asides.tell(self.context, self._herald)
        except DeliveryFailed as refused:
            log.warning("The organisers of %s could not be told yet: %s", self.context.id, refused.why)
            return False
        except Exception:
            log.exception("The organisers of %s could not be told yet", self.context.id)
            return False
        return True
