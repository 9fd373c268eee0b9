"""The usher at the door of the stage: notes who comes and goes, to the moment, and what could not be seen.

The chat tells what it sees at once, from memory; the usher writes it down in order, many at a time.
While the connection is down nothing is seen: who was there is held to have left at the last moment known,
uncertain, and who is there afterwards to have come then, uncertain too. Nothing is invented in between.
Connected anew, Discord tells at once who comes, and a moment later who was there: the first is certain.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.core.schedule import Slot
from bot.features.attendance import store as kept
from bot.features.attendance.model import Presence, Source
from bot.workshop.context import Room

log = logging.getLogger(__name__)

GATHER = 0.05
"""Real seconds in which comings and goings are gathered before they are written down together."""
BEAT = 1.0
"""Real seconds between two notes that the usher is still watching: after a crash, no more than that is lost."""
End = tuple[int, datetime, bool]
"""An interval's row, when it ended, and whether that was not seen."""
Kept = tuple[str, int, Presence]
"""A session, a participant, and an interval."""

PATIENCE = 1.0
"""Real seconds to wait before trying again what could not be written."""


@dataclass(frozen=True, slots=True)
class Arrival:
    at: datetime
    uncertain: bool


@dataclass(frozen=True, slots=True)
class Stay:
    """Someone was there from `came` to `left`."""

    who: int
    came: Arrival
    left: datetime
    left_unseen: bool

    def within(self, slot: Slot) -> Presence | None:
        """What of the stay falls into the time that `slot` was open; an edge of the session itself is certain.

        It may be a mere moment: of someone who came, and nothing was heard any more.
        """
        assert slot.opened_at is not None
        start, end = max(self.came.at, slot.opened_at), min(self.left, slot.ended_at or self.left)
        if start > end:
            return None
        uncertain = (self.came.uncertain and start == self.came.at) or (self.left_unseen and end == self.left)
        return Presence(start, end, Source.VOICE, uncertain)


class Usher:
    def __init__(self, room: Room) -> None:
        self.room = room
        self._there: dict[int, Arrival] = {}
        self._stays: list[Stay] = []
        self._away_since: datetime | None = room.now()
        self._listening = False
        self._wake = asyncio.Event()
        self._note_the_time = False
        self._anyone_counted = False
        self._written_at = room.now()
        self._at_work: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Set to work; what was left open when the bot last stopped is closed first."""
        self.room.on_change(self._wake.set)
        self.room.clock.on_change(self._note)
        self._at_work = asyncio.create_task(self._work(), name=f"usher of {self.room.id}")

    async def stop(self) -> None:
        """Write down what was seen, and until when."""
        if self._at_work is None:
            return
        self._at_work.cancel()
        await asyncio.gather(self._at_work, return_exceptions=True)
        await self._write()
        await self._beat()

    # what is seen

    def came(self, who: int) -> None:
        """`who` (a Discord id) is in the stage, and Discord tells it now."""
        self._arrived(who, seen=self._away_since is None or self._listening)

    def left(self, who: int) -> None:
        """`who` is not in the stage, or no longer."""
        arrival = self._there.pop(who, None)
        if arrival is None:
            return
        unseen = self._away_since is not None and arrival.at <= self._away_since
        at = self._away_since if unseen and self._away_since else self.room.now()
        self._stays.append(Stay(who, arrival, at, unseen))
        self._wake.set()

    def see(self, there: Iterable[int]) -> None:
        """These and no others are in the stage."""
        present = set(there)
        for who in self._there.keys() - present:
            self.left(who)
        for who in present:
            self._arrived(who, seen=self._away_since is None)

    def _arrived(self, who: int, *, seen: bool) -> None:
        if who not in self._there:
            self._there[who] = Arrival(self.room.now(), uncertain=not seen)
            self._wake.set()

    def look_away(self, since: datetime | None = None) -> None:
        """From now on nothing is seen, or was not `since` a moment ago; whoever came last was still seen."""
        if self._away_since is None:
            self._away_since = max([since or self.room.now(), *(it.at for it in self._there.values())])
            self._note()
        self._listening = False

    def listen(self) -> None:
        """What happens from now on is told as it happens; who was there before is for `look_again`."""
        self._listening = self._away_since is not None

    def catch_up(self, there: Iterable[int]) -> None:
        """These are in the stage, and whatever happened since `look_away` has been told."""
        self.see(there)
        self._away_since = None
        self._listening = False

    def look_again(self, there: Iterable[int]) -> None:
        """These are in the stage; what happened since `look_away` was missed, but for what was told since `listen`."""
        if away := self._away_since:
            for who in [who for who, it in self._there.items() if it.uncertain or it.at <= away]:
                self.left(who)
        self.catch_up(there)

    # what is written

    def _note(self) -> None:
        self._note_the_time = True
        self._wake.set()

    async def _work(self) -> None:
        doing = self._close_left_open
        while True:
            if await self._try(doing):
                doing = self._write
                await self._woken()
            else:
                await asyncio.sleep(PATIENCE)

    async def _woken(self) -> None:
        """Wait for something to write; meanwhile note at each beat that we are watching."""
        while not self._wake.is_set():
            try:
                await asyncio.wait_for(self._wake.wait(), BEAT)
            except TimeoutError:
                if self._away_since is None:
                    await self._try(self._beat)
        if self._note_the_time:
            self._note_the_time = False
            await self._try(self._beat)
        await asyncio.sleep(GATHER)
        self._wake.clear()

    async def _try(self, doing: Callable[[], Awaitable[None]]) -> bool:
        try:
            await doing()
        except Exception:
            # A full disk, a locked database: what was seen stays in memory, and is written when it can be.
            log.exception("The usher of %s could not write, and tries again", self.room.id)
            return False
        return True

    async def _close_left_open(self) -> None:
        """The bot stopped while these people were there: they were seen until the last beat."""
        room = self.room
        rows = await kept.in_voice(room.database, room.id)
        seen = await kept.seen_at(room.database, room.id)
        if rows:
            async with room.database.transaction() as tx:
                await kept.leave_voice(tx, room.id, [(row["id"], seen or room.now(), True) for row in rows])
            room.changed()

    async def _beat(self) -> None:
        if self._anyone_counted:
            async with self.room.database.transaction() as tx:
                await kept.set_seen(tx, self.room.id, self._away_since or self.room.now())

    async def _write(self) -> None:
        """Bring the database to what was seen: each stay, and an open interval for each who is there."""
        room, now, stays = self.room, self.room.now(), list(self._stays)
        open_rows = {
            (row["session"], row["participant"]): row["id"] for row in await kept.in_voice(room.database, room.id)
        }
        ends, fresh = self._settled(stays, open_rows)
        there = self._counted_now()
        for (session, who), row in open_rows.items():
            if (session, who) not in there:
                slot = room.schedule.slots.get(session)
                ends.append((row, (slot and slot.ended_at) or now, False))
        fresh += [(session, who, it) for (session, who), it in there.items() if (session, who) not in open_rows]
        if ends or fresh:
            async with room.database.transaction() as tx:
                await kept.leave_voice(tx, room.id, ends)
                await kept.add(tx, room.id, fresh)
                await kept.set_seen(tx, room.id, self._away_since or now)
        del self._stays[: len(stays)]
        self._written_at, self._anyone_counted = now, bool(there)
        if ends or fresh:
            room.changed()

    def _settled(self, stays: list[Stay], open_rows: dict[tuple[str, int], int]) -> tuple[list[End], list[Kept]]:
        """The intervals to end, taken out of `open_rows`, and those that came and went since the last writing."""
        ends: list[End] = []
        fresh: list[Kept] = []
        for slot in self._held_lately():
            for stay in stays:
                who, it = self.room.participant(stay.who), stay.within(slot)
                if who is None or it is None or it.end is None:
                    continue
                row = open_rows.pop((slot.id, who.id), None)
                if row is None and it.start < it.end:
                    fresh.append((slot.id, who.id, it))
                elif row is not None:
                    ends.append((row, it.end, stay.left_unseen and it.end == stay.left))
        return ends, fresh

    def _counted_now(self) -> dict[tuple[str, int], Presence]:
        """An open interval for each participant who is there, in each session that is open."""
        found = {}
        for slot in self._held_lately():
            for id, arrival in self._there.items() if slot.is_open else ():
                who = self.room.participant(id)
                if who and slot.opened_at:
                    start = max(arrival.at, slot.opened_at)
                    uncertain = arrival.uncertain and arrival.at > slot.opened_at
                    found[slot.id, who.id] = Presence(start, None, Source.VOICE, uncertain)
        return found

    def _held_lately(self) -> list[Slot]:
        """The sessions that are open, or were when we last wrote."""
        slots = self.room.schedule.slots.values()
        return [s for s in slots if s.has_begun and (s.is_open or (s.ended_at and s.ended_at >= self._written_at))]
