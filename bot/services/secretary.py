"""The secretary of one room, who never sleeps: opens and closes what is due, says what is due, sets the next alarm.

Everything it knows is in the database. It may be woken at any time, by an alarm or by a change,
any number of times: what has been done is not done again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.domain.announcements import Status
from bot.scheduling.alarms import Alarms
from bot.services import evaluations, floors, prompts, sessions
from bot.services.announcing import Herald, replan, say
from bot.services.notices import Known
from bot.services.room import Room
from bot.storage import announcements as kept

log = logging.getLogger(__name__)

PATIENCE = (timedelta(seconds=2), timedelta(seconds=5), timedelta(seconds=15), timedelta(seconds=60))
"""How long to wait after a first, second, … failure before trying an announcement again."""


class Secretary:
    def __init__(
        self, room: Room, alarms: Alarms, herald: Herald, report: Callable[[Room, list[Known]], Awaitable[bool]]
    ) -> None:
        """`report` tells the organisers of late, skipped and failed announcements; True once they were told."""
        self.room = room
        self._alarms = alarms
        self._herald = herald
        self._report = report
        self._wake = asyncio.Event()
        self._saying: dict[str, asyncio.Task[None]] = {}
        self._failures: dict[str, int] = {}
        self._at_work: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Plan what the programme now has to say, and set to work."""
        async with self.room.database.transaction() as tx:
            await replan(self.room, tx, self.room.schedule)
        await prompts.drop_left_over_keys(self.room)
        await floors.count_absence_anew(self.room)
        self.room.on_change(self.wake)
        self._at_work = asyncio.create_task(self._work(), name=f"secretary of {self.room.id}")
        self.wake()

    async def stop(self) -> None:
        """Stop in order: what was claimed and not settled is settled at the next start."""
        self._alarms.cancel(self.room.id)
        tasks = [task for task in (self._at_work, *self._saying.values()) if task]
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
                log.exception("The secretary of %s stumbled, and goes on in a moment", self.room.id)
                self._ring_at(self.room.now() + PATIENCE[0])

    async def _turn(self) -> None:
        room = self.room
        await sessions.keep_time(room)
        await prompts.close_due(room)
        await evaluations.close_due(room)
        await floors.settle(room)
        if room.paused_at is None:
            for row in await kept.open_ones(room.database, room.id, room.now()):
                self._begin_to_say(row["key"])
        if not self._saying:
            await self._tell_organisers()
        due = [sessions.next_turn(room), await kept.next_due(room.database, room.id, room.now())]
        due += [await prompts.next_closing(room), evaluations.next_closing(room), await floors.next_turn(room)]
        if ahead := [at for at in due if at is not None]:
            self._ring_at(min(ahead))

    def _ring_at(self, at: datetime) -> None:
        self._alarms.set(self.room.id, at, self._ring)

    async def _ring(self) -> None:
        self.wake()

    def _begin_to_say(self, key: str) -> None:
        """Each in a task of its own: one that waits for its channel holds up no other."""
        if key not in self._saying:
            self._saying[key] = asyncio.create_task(self._say(key), name=f"{self.room.id}: {key}")

    async def _say(self, key: str) -> None:
        try:
            while await say(self.room, self._herald, key) is None and await self._is_open(key):
                failures = self._failures[key] = self._failures.get(key, 0) + 1
                await asyncio.sleep(PATIENCE[min(failures, len(PATIENCE)) - 1].total_seconds())
        except Exception:
            log.exception("%s: could not be brought to an end, tried again later", key)
            await asyncio.sleep(PATIENCE[0].total_seconds())
        finally:
            self._saying.pop(key, None)
            self._failures.pop(key, None)
            self.wake()

    async def _is_open(self, key: str) -> bool:
        row = await kept.one(self.room.database, self.room.id, key)
        return row is not None and row["status"] in (Status.DUE, Status.CLAIMED) and self.room.paused_at is None

    async def _tell_organisers(self) -> None:
        found = [Known.of(row) for row in await kept.untold(self.room.database, self.room.id)]
        if found and await self._report(self.room, found):
            async with self.room.database.transaction() as tx:
                await kept.told(tx, self.room.id, [each.key for each in found], self.room.now())
