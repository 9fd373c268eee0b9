"""A workshop's room: its programme as it stands, its people, and the means to write things down.

One room a workshop. What it holds in memory is what the database holds: it is read once, on opening,
and changed only after a commit.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.core.instants import parse_utc
from bot.core.people import Belonging, Participant, Person, Preference
from bot.core.programme import Workshop
from bot.core.schedule import Schedule, SessionState
from bot.scheduling.clock import Clock
from bot.storage.database import Database, Row
from bot.storage.keys import KeyFile
from bot.workshop import session_store as states
from bot.workshop import store as registry

NOTICED_WITHIN = 0.25
"""Seconds after which what people do shows on the boards: a burst of sign-ins wakes them once, not 300 times."""


@dataclass
class WorkshopContext:
    workshop: Workshop
    database: Database
    clock: Clock
    keys: KeyFile
    schedule: Schedule
    guild: int | None
    loaded_at: datetime
    """When the workshop was first loaded: what was past then is neither said nor begun."""
    paused_at: datetime | None = None
    purged_at: datetime | None = None
    """When personal data last went, its retention being over."""
    restored_at: datetime | None = None
    """When a backup was last put in place: what was due before may have been said, unknown to us."""
    places: dict[str, int] = field(default_factory=dict)
    people: dict[int, Participant] = field(default_factory=dict)
    """By Discord id: those who joined, and those who wait for approval."""
    guests: dict[int, Participant] = field(default_factory=dict)
    """By the bot's own number: guests of a delegation, whom no Discord id is known of."""
    preferences: dict[int, Preference] = field(default_factory=dict)
    _listeners: list[Callable[[], None]] = field(default_factory=list)
    _watchers: list[Callable[[], None]] = field(default_factory=list)
    _telling: asyncio.TimerHandle | None = field(default=None, repr=False)

    @classmethod
    async def open(cls, workshop: Workshop, database: Database, clock: Clock, keys: KeyFile) -> WorkshopContext:
        """The room as the database remembers it."""
        row = await registry.load_workshop(database, workshop.id, workshop.guild, clock.now())
        context = cls(
            workshop,
            database,
            clock,
            keys,
            states.schedule_of(workshop, await database.rows(states.SELECT, (workshop.id,))),
            workshop.guild or row["guild"],
            parse_utc(row["loaded_at"]),
            parse_utc(row["paused_at"]),
            parse_utc(row["purged_at"]),
            parse_utc(row["restored_at"]),
            await registry.places(database, workshop.id),
        )
        await context.read_people()
        return context

    @property
    def id(self) -> str:
        return self.workshop.id

    def now(self) -> datetime:
        return self.clock.now()

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change that others may show or wait for."""
        self._listeners.append(listener)

    def changed(self) -> None:
        for listener in self._listeners:
            listener()

    def on_news(self, listener: Callable[[], None]) -> None:
        """Call `listener` after what nobody waits for, but the organisers' board shows."""
        self._watchers.append(listener)

    def news(self) -> None:
        """An answer was given, or an announcement came to its end."""
        for listener in self._watchers:
            listener()

    def noticed(self) -> None:
        """As `changed`, within a moment, and once for all that many people do in it."""
        if not self._telling:
            self._telling = asyncio.get_running_loop().call_later(NOTICED_WITHIN, self._tell)

    def _tell(self) -> None:
        self._telling = None
        self.changed()

    async def read_people(self) -> None:
        """Take everyone in from the database."""
        people = [participant(row) for row in await registry.participants(self.database, self.id)]
        self.people = {p.discord_id: p for p in people if p.discord_id and p.status is not Belonging.REMOVED}
        self.guests = {p.id: p for p in people if p.discord_id is None and p.name and p.status is Belonging.JOINED}
        self.preferences = {
            row["discord_id"]: Preference(row["language"], bool(row["direct_messages"]))
            for row in await registry.preferences(self.database, self.id)
        }

    def participant(self, discord_id: int) -> Participant | None:
        """Who has joined a delegation under this Discord id."""
        found = self.people.get(discord_id)
        return found if found and found.status is Belonging.JOINED else None

    def everyone(self) -> list[Participant]:
        """All who joined a delegation, and its guests, by the bot's own number."""
        joined = [p for p in self.people.values() if p.status is Belonging.JOINED]
        return sorted([*joined, *self.guests.values()], key=lambda p: p.id)

    def delegation(self, administration: str) -> list[Participant]:
        return [p for p in self.people.values() if p.administration == administration and p.status == Belonging.JOINED]

    def language_of(self, person: Person, preference: Preference | None = None) -> str:
        """The language of replies to `person`: their own choice, else Discord's locale, else the workshop's first."""
        chosen = (preference or self.preferences.get(person.discord_id, Preference())).language
        if chosen in self.workshop.languages:
            return chosen
        spoken = (person.locale or "").split("-")[0]
        return spoken if spoken in self.workshop.languages else self.workshop.first_language

    def take_in(self, *states: SessionState) -> None:
        """Hold `slots`, just committed, as where their sessions stand."""
        self.schedule = self.schedule.having(*states)

    def hold(self, person: Participant) -> None:
        """Hold `person`, just committed; one removed is let go."""
        if person.discord_id is None:
            self.guests[person.id] = person
        elif person.status is Belonging.REMOVED:
            self.people.pop(person.discord_id, None)
        else:
            self.people[person.discord_id] = person

    def forget(self, discord_id: int) -> None:
        """Let go of someone who was erased."""
        self.people.pop(discord_id, None)
        self.preferences.pop(discord_id, None)

    def prefer(self, discord_id: int, preference: Preference, speaks: str) -> None:
        self.preferences[discord_id] = preference
        if known := self.people.get(discord_id):
            self.people[discord_id] = replace(known, language=speaks)


def participant(row: Row) -> Participant:
    return Participant(
        row["id"],
        row["discord_id"],
        row["name"],
        row["administration"],
        Belonging(row["status"]),
        row["language"],
    )
