"""Stores who is in the stage channel as presences of the sessions that are open.

`VoiceTracker` follows Discord's events in memory. A task writes what has changed, several changes in one transaction.
"""

import asyncio
from datetime import datetime

from bot.core.schedule import SessionState
from bot.features.attendance import store
from bot.features.attendance.model import NewPresence, Presence, PresenceEnd, StoredPresence
from bot.features.attendance.voice_tracker import Stay, VoiceTracker
from bot.scheduling.worker import Worker
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

WRITE_DELAY = 0.05
"""Seconds of real time in which changes are collected before they are written together."""
HEARTBEAT_SECONDS = 1.0
"""Seconds of real time between two heartbeats. After a crash, open presences end at the last heartbeat."""
RETRY_AFTER = 1.0
"""Seconds of real time before a failed write is tried again."""

PresenceKey = tuple[str, int]
"""A session and a participant."""


class VoicePresence(Worker):
    """The voice presences of one workshop."""

    retry_after = (RETRY_AFTER,)
    idle_after = HEARTBEAT_SECONDS

    def __init__(self, context: WorkshopContext) -> None:
        super().__init__(f"voice presence of {context.id}")
        self.context = context
        self.tracker = VoiceTracker(context.now, self.wake)
        self._left_open_ended = False
        self._has_changes = False
        self._clock_changed = False
        self._has_open_presences = False
        self._heartbeat: datetime | None = None
        self._heartbeat_is_loss = False
        """Whether the last heartbeat is the time when the connection was lost. The bot saw nothing after it."""
        self._written_at = context.now()

    def start(self, *, awake: bool = True) -> None:
        """Start writing. Presences that a crash left open are ended first."""
        self.context.on_change(self.wake)
        self.context.clock.on_change(self._note_clock_change)
        super().start(awake=awake)

    async def stop(self) -> None:
        """Write what is not written yet, and a last heartbeat."""
        if self._task is None:
            return
        await super().stop()
        await self._write()
        await self._write_heartbeat()

    def wake(self) -> None:
        self._has_changes = True
        super().wake()

    def _note_clock_change(self) -> None:
        self._clock_changed = True
        self.wake()

    async def work(self) -> None:
        """Write what has changed. If nothing has, write a heartbeat."""
        if not self._left_open_ended:
            await self._end_left_open()
            self._left_open_ended = True
        if self._clock_changed or self.tracker.disconnected_at not in (None, self._heartbeat):
            await self._write_heartbeat()
            self._clock_changed = False
        if self._has_changes:
            await asyncio.sleep(WRITE_DELAY)
            self._has_changes = False
            try:
                await self._write()
            except Exception:
                self._has_changes = True  # the stays are kept in memory until they can be written
                raise
        elif self.tracker.disconnected_at is None:
            await self._write_heartbeat()

    async def _end_left_open(self) -> None:
        """End presences that were left open because the bot stopped: it saw these people until its last heartbeat.

        A presence may have ended after that, with its session, while the connection was lost.
        """
        context = self.context
        end = await context.read(store.last_heartbeat, context.id) or context.now()
        unseen = await context.read(store.open_voice_presences, context.id)
        unseen += await context.read(store.voice_presences_ended_after, context.id, end)
        if unseen:
            ends = [PresenceEnd(each.id, end, uncertain=True) for each in unseen]
            await context.write(store.end_voice_presences, context.id, ends)

    async def _write_heartbeat(self) -> None:
        if self._has_open_presences or self._heartbeat_is_loss:
            lost = self.tracker.disconnected_at
            at = lost or self.context.now()
            # No message shows the heartbeat, so no change is published.
            await self.context.database.write(store.set_heartbeat, self.context.id, at)
            self._heartbeat, self._heartbeat_is_loss = at, lost is not None

    async def _write(self) -> None:
        """Store each stay since the last write, and an open presence for each participant who is there."""
        context, now, stays = self.context, self.context.now(), list(self.tracker.stays)
        open_ids = _ids(await context.read(store.open_voice_presences, context.id))
        ends, new = self._from_stays(stays, open_ids, await self._ended_unseen(stays))
        present = self._open_presences()
        left_since = {self.context.participant(stay.discord_id) for stay in self.tracker.stays[len(stays) :]}
        later = {participant.id for participant in left_since if participant}  # the next write ends their presences
        for (session, participant), id in open_ids.items():
            if (session, participant) not in present and participant not in later:
                state = context.schedule.states.get(session)
                ends.append(PresenceEnd(id, (state and state.ended_at) or now, uncertain=False))
        new += [NewPresence(*key, presence) for key, presence in present.items() if key not in open_ids]
        if ends or new:
            lost = self.tracker.disconnected_at

            def write(tx: Transaction) -> None:
                store.end_voice_presences(tx, context.id, ends)
                store.add_presences(tx, context.id, new)
                store.set_heartbeat(tx, context.id, lost or now)

            await context.write(write)
            self._heartbeat_is_loss = lost is not None
        del self.tracker.stays[: len(stays)]
        self._written_at, self._has_open_presences = now, bool(present)

    async def _ended_unseen(self, stays: list[Stay]) -> dict[PresenceKey, int]:
        """The presences that ended with their session before the bot knew that it could not see these people."""
        unseen = [stay.left for stay in stays if stay.left_uncertain]
        if not unseen:
            return {}
        return _ids(await self.context.read(store.voice_presences_ended_after, self.context.id, min(unseen)))

    def _from_stays(
        self, stays: list[Stay], open_ids: dict[PresenceKey, int], ended_unseen: dict[PresenceKey, int]
    ) -> tuple[list[PresenceEnd], list[NewPresence]]:
        """The stored presences that `stays` end, which are removed from `open_ids`; and the presences to add."""
        ends: list[PresenceEnd] = []
        new: list[NewPresence] = []
        for state in self._recent_sessions(min([self._written_at, *(stay.left for stay in stays)])):
            for stay in stays:
                participant, presence = self.context.participant(stay.discord_id), stay.presence_in(state)
                if participant is None or presence is None or presence.end is None:
                    continue
                key = (state.id, participant.id)
                id = open_ids.pop(key, None) or (ended_unseen.pop(key, None) if stay.left_uncertain else None)
                if id is not None:
                    ends.append(PresenceEnd(id, presence.end, stay.left_uncertain and presence.end == stay.left))
                elif presence.start < presence.end:
                    new.append(NewPresence(state.id, participant.id, presence))
        return ends, new

    def _open_presences(self) -> dict[PresenceKey, Presence]:
        """The presences of the participants who are there, in the sessions that are open."""
        people = [(self.context.participant(id), arrival) for id, arrival in self.tracker.arrivals.items()]
        return {
            (state.id, participant.id): arrival.presence_in(state)
            for state in self.context.schedule.states.values()
            if state.is_open
            for participant, arrival in people
            if participant
        }

    def _recent_sessions(self, since: datetime) -> list[SessionState]:
        """The sessions that are open now, or were open at `since`."""
        states = self.context.schedule.states.values()
        return [s for s in states if s.has_begun and (s.is_open or (s.ended_at and s.ended_at >= since))]


def _ids(stored: list[StoredPresence]) -> dict[PresenceKey, int]:
    return {(each.session, each.participant): each.id for each in stored}
