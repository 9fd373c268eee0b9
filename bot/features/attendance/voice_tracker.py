"""Tracks in memory who is in the stage channel, and when they came and left, from Discord's events.

The bot misses events while the connection is down, the server has an outage, or the bot was removed from it. A person
who was there then counts as having left at the last moment seen, and as having come again when the bot is back. Both
times are uncertain. There is no gap only if Discord resumes the connection and repeats every event.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.core.schedule import SessionState
from bot.features.attendance.model import Presence, PresenceSource


@dataclass(frozen=True, slots=True)
class Arrival:
    """When a person came. `uncertain`: they were found there, and may have come earlier."""

    at: datetime
    uncertain: bool

    def presence_in(self, state: SessionState) -> Presence:
        """The presence so far in an open session. If they came before the session opened, its start is certain."""
        assert state.opened_at is not None
        if self.at <= state.opened_at:
            return Presence(state.opened_at, None, PresenceSource.VOICE)
        return Presence(self.at, None, PresenceSource.VOICE, self.uncertain)


@dataclass(frozen=True, slots=True)
class Stay:
    """A person (a Discord id) came and left. `left_uncertain`: the bot did not see them leave."""

    discord_id: int
    arrival: Arrival
    left: datetime
    left_uncertain: bool

    def presence_in(self, state: SessionState) -> Presence | None:
        """The part while the session was open. Bounds that are those of the session are certain.

        The part may be empty.
        """
        assert state.opened_at is not None
        start, end = max(self.arrival.at, state.opened_at), min(self.left, state.ended_at or self.left)
        if start > end:
            return None
        uncertain = (self.arrival.uncertain and start == self.arrival.at) or (self.left_uncertain and end == self.left)
        return Presence(start, end, PresenceSource.VOICE, uncertain)


class VoiceTracker:
    """Follows the events of one channel. People are Discord ids; `on_change` is called after each change."""

    def __init__(self, now: Callable[[], datetime], on_change: Callable[[], None]) -> None:
        self.arrivals: dict[int, Arrival] = {}
        """The people who are there."""
        self.stays: list[Stay] = []
        """The people who left. The code that stores a stay removes it."""
        self.disconnected_at: datetime | None = now()
        """The last moment at which it was known who is there. None while connected."""
        self._receiving_events = False
        """Whether events arrive already, although the present members are not known yet."""
        self._now = now
        self._on_change = on_change

    def joined(self, discord_id: int) -> None:
        """Discord reports that this person is there. Repetitions change nothing."""
        self._add(discord_id, uncertain=self.disconnected_at is not None and not self._receiving_events)

    def left(self, discord_id: int) -> None:
        """This person is not there (any more)."""
        lost = self.disconnected_at
        if (arrival := self.arrivals.get(discord_id)) is None:
            return
        if lost is not None and arrival.at <= lost:
            self._end(discord_id, lost, uncertain=True)
        else:
            self._end(discord_id, self._now(), uncertain=False)

    def _end(self, discord_id: int, at: datetime, *, uncertain: bool) -> None:
        self.stays.append(Stay(discord_id, self.arrivals.pop(discord_id), at, uncertain))
        self._on_change()

    def update(self, members: Iterable[int]) -> None:
        """Exactly these people are there."""
        present = set(members)
        for discord_id in self.arrivals.keys() - present:
            self.left(discord_id)
        for discord_id in present:
            self._add(discord_id, uncertain=self.disconnected_at is not None)

    def _add(self, discord_id: int, *, uncertain: bool) -> None:
        if discord_id not in self.arrivals:
            self.arrivals[discord_id] = Arrival(self._now(), uncertain)
            self._on_change()

    def connection_lost(self, since: datetime | None = None) -> None:
        """The bot misses events from now on, or since `since`. Later arrivals that were reported still count."""
        if self.disconnected_at is None or self._receiving_events:
            self.disconnected_at = max([since or self._now(), *(each.at for each in self.arrivals.values())])
            self._on_change()
        self._receiving_events = False

    def server_lost(self) -> None:
        """The server has an outage, or the bot was removed from it. Discord never repeats the events of that time."""
        self.connection_lost()
        self._end_all()

    def events_started(self) -> None:
        """A new connection reports events from now on.

        Events since the loss of the last one are missing. A call of `connected` with the present members follows.
        """
        self._end_all()
        self._receiving_events = self.disconnected_at is not None

    def _end_all(self) -> None:
        """Everyone counts as present until the last moment seen. Does nothing while connected."""
        if lost := self.disconnected_at:
            for discord_id, arrival in list(self.arrivals.items()):
                self._end(discord_id, max(lost, arrival.at), uncertain=True)

    def connected(self, members: Iterable[int]) -> None:
        """The bot sees every event from now on, and these people are there.

        The new connection is complete, the server is back, or Discord resumed the connection and repeated every event.
        """
        self.update(members)
        if self.disconnected_at is not None:
            self.disconnected_at = None
            self._on_change()
        self._receiving_events = False
