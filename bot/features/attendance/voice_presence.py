"""The usher at the door of the stage: notes who comes and goes, to the moment, and what could not be seen.

The chat tells what it sees at once, from memory; the usher writes it down in order, many at a time.
While the connection is down nothing is seen: who was there is held to have left at the last moment known,
uncertain, and who is there afterwards to have come then, uncertain too. Nothing is invented in between.
Connected anew, Discord tells at once who comes, and a moment later who was there: the first is certain.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.core.schedule import SessionState
from bot.features.attendance import store as kept
from bot.features.attendance.model import Presence, Source
from bot.scheduling.worker import Worker
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)

GATHER = 0.05
"""Real seconds in which comings and goings are gathered before they are written down together."""
BEAT = 1.0
"""Real seconds between two notes that the usher is still watching: after a crash, no more than that is lost."""
End = tuple[int, datetime, bool]
"""An interval's row, when it ended, and whether that was not seen."""
Kept = tuple[str, int, Presence]
"""A session, a participant, and an interval."""


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

    def within(self, state: SessionState) -> Presence | None:
        """What of the stay falls into the time that `slot` was open; an edge of the session itself is certain.

        It may be a mere moment: of someone who came, and nothing was heard any more.
        """
        assert state.opened_at is not None
        start, end = max(self.came.at, state.opened_at), min(self.left, state.ended_at or self.left)
        if start > end:
            return None
        uncertain = (self.came.uncertain and start == self.came.at) or (self.left_unseen and end == self.left)
        return Presence(start, end, Source.VOICE, uncertain)


class Usher(Worker):
    retry_after = (1.0,)
    idle_after = BEAT

    def __init__(self, context: WorkshopContext) -> None:
        super().__init__(f"voice presence of {context.id}")
        self.context = context
        self._there: dict[int, Arrival] = {}
        self._stays: list[Stay] = []
        self._away_since: datetime | None = context.now()
        self._listening = False
        self._is_begun = False
        self._is_unwritten = False
        self._note_the_time = False
        self._anyone_counted = False
        self._written_at = context.now()

    def start(self, *, awake: bool = True) -> None:
        """Set to work; what was left open when the bot last stopped is closed first."""
        self.context.on_change(self.wake)
        self.context.clock.on_change(self._note)
        super().start(awake=awake)

    async def stop(self) -> None:
        """Write down what was seen, and until when."""
        if self._task is None:
            return
        await super().stop()
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
        at = self._away_since if unseen and self._away_since else self.context.now()
        self._stays.append(Stay(who, arrival, at, unseen))
        self.wake()

    def see(self, there: Iterable[int]) -> None:
        """These and no others are in the stage."""
        present = set(there)
        for who in self._there.keys() - present:
            self.left(who)
        for who in present:
            self._arrived(who, seen=self._away_since is None)

    def _arrived(self, who: int, *, seen: bool) -> None:
        if who not in self._there:
            self._there[who] = Arrival(self.context.now(), uncertain=not seen)
            self.wake()

    def look_away(self, since: datetime | None = None) -> None:
        """From now on nothing is seen, or was not `since` a moment ago; whoever came last was still seen."""
        if self._away_since is None:
            self._away_since = max([since or self.context.now(), *(it.at for it in self._there.values())])
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
        self.wake()

    def wake(self, _event: object = None) -> None:
        self._is_unwritten = True
        super().wake()

    async def work(self) -> None:
        """Write down what was seen; without anything new, that we are watching."""
        if not self._is_begun:
            await self._close_left_open()
            self._is_begun = True
        if self._note_the_time:
            await self._beat()
            self._note_the_time = False
        if self._is_unwritten:
            await asyncio.sleep(GATHER)
            self._is_unwritten = False
            try:
                await self._write()
            except Exception:
                self._is_unwritten = True  # what was seen stays in memory, and is written when it can be
                raise
        elif self._away_since is None:
            await self._beat()

    async def _close_left_open(self) -> None:
        """The bot stopped while these people were there: they were seen until the last beat."""
        context = self.context
        rows = await context.read(kept.in_voice, context.id)
        seen = await context.read(kept.seen_at, context.id)
        if rows:
            await context.write(
                kept.leave_voice, context.id, [(row["id"], seen or context.now(), True) for row in rows]
            )

    async def _beat(self) -> None:
        if self._anyone_counted:
            await self.context.write(kept.set_seen, self.context.id, self._away_since or self.context.now())

    async def _write(self) -> None:
        """Bring the database to what was seen: each stay, and an open interval for each who is there."""
        context, now, stays = self.context, self.context.now(), list(self._stays)
        open_rows = {
            (row["session"], row["participant"]): row["id"] for row in await context.read(kept.in_voice, context.id)
        }
        ends, fresh = self._settled(stays, open_rows)
        there = self._counted_now()
        for (session, who), row in open_rows.items():
            if (session, who) not in there:
                state = context.schedule.states.get(session)
                ends.append((row, (state and state.ended_at) or now, False))
        fresh += [(session, who, it) for (session, who), it in there.items() if (session, who) not in open_rows]
        if ends or fresh:

            def write(tx: Transaction) -> None:
                kept.leave_voice(tx, context.id, ends)
                kept.add(tx, context.id, fresh)
                kept.set_seen(tx, context.id, self._away_since or now)

            await context.write(write)
        del self._stays[: len(stays)]
        self._written_at, self._anyone_counted = now, bool(there)

    def _settled(self, stays: list[Stay], open_rows: dict[tuple[str, int], int]) -> tuple[list[End], list[Kept]]:
        """The intervals to end, taken out of `open_rows`, and those that came and went since the last writing."""
        ends: list[End] = []
        fresh: list[Kept] = []
        for state in self._held_lately():
            for stay in stays:
                who, it = self.context.participant(stay.who), stay.within(state)
                if who is None or it is None or it.end is None:
                    continue
                row = open_rows.pop((state.id, who.id), None)
                if row is None and it.start < it.end:
                    fresh.append((state.id, who.id, it))
                elif row is not None:
                    ends.append((row, it.end, stay.left_unseen and it.end == stay.left))
        return ends, fresh

    def _counted_now(self) -> dict[tuple[str, int], Presence]:
        """An open interval for each participant who is there, in each session that is open."""
        found = {}
        for state in self._held_lately():
            for id, arrival in self._there.items() if state.is_open else ():
                who = self.context.participant(id)
                if who and state.opened_at:
                    start = max(arrival.at, state.opened_at)
                    uncertain = arrival.uncertain and arrival.at > state.opened_at
                    found[state.id, who.id] = Presence(start, None, Source.VOICE, uncertain)
        return found

    def _held_lately(self) -> list[SessionState]:
        """The sessions that are open, or were when we last wrote."""
        states = self.context.schedule.states.values()
        return [s for s in states if s.has_begun and (s.is_open or (s.ended_at and s.ended_at >= self._written_at))]
