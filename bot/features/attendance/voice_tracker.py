"""Who is in the stage channel, and when they came and left, from what Discord reports. In memory only.

While the connection is down, nothing is seen. A person who was there then counts as having left when it was lost, and
as having come again when it is back; both ends are uncertain.
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
        """The presence so far in an open session. If they came before it opened, it certainly starts with it."""
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
        """The part within the time the session was open; its start and end are certain. The part may last no time."""
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
        """Those who are there."""
        self.stays: list[Stay] = []
        """Those who left. Whoever stores a stay removes it."""
        self.disconnected_at: datetime | None = now()
        """Since when nothing is seen; None while connected."""
        self._receiving_events = False
        self._now = now
        self._on_change = on_change

    def joined(self, discord_id: int) -> None:
        """Discord reports now that this person is there. Repetitions change nothing."""
        self._add(discord_id, uncertain=self.disconnected_at is not None and not self._receiving_events)

    def left(self, discord_id: int) -> None:
        """This person is not there, or no longer."""
        arrival = self.arrivals.pop(discord_id, None)
        if arrival is None:
            return
        lost = self.disconnected_at
        if lost is not None and arrival.at <= lost:
            self.stays.append(Stay(discord_id, arrival, lost, left_uncertain=True))
        else:
            self.stays.append(Stay(discord_id, arrival, self._now(), left_uncertain=False))
        self._on_change()

    def update(self, members: Iterable[int]) -> None:
        """These people and no others are there."""
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
        """Nothing is seen from now on, or was seen since that moment. Later arrivals that were reported still count."""
        if self.disconnected_at is None:
            self.disconnected_at = max([since or self._now(), *(each.at for each in self.arrivals.values())])
            self._on_change()
        self._receiving_events = False

    def events_started(self) -> None:
        """A new connection reports events from now on. `reconnected` follows with those who were there before."""
        self._receiving_events = self.disconnected_at is not None

    def resumed(self, members: Iterable[int]) -> None:
        """The connection is back and Discord has repeated every event since it was lost. These people are there."""
        self.update(members)
        self.disconnected_at = None
        self._receiving_events = False

    def reconnected(self, members: Iterable[int]) -> None:
        """A new connection is complete; the events between `connection_lost` and `events_started` are missing."""
        if lost := self.disconnected_at:
            for discord_id in [id for id, each in self.arrivals.items() if each.uncertain or each.at <= lost]:
                self.left(discord_id)
        self.resumed(members)
