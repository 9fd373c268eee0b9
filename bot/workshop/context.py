"""A workshop's room: its programme as it stands, its people, and the means to write things down.

One room a workshop. What it holds in memory is what the database holds: it is read once, on opening,
and changed only after a commit.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar

from bot.core.instants import parse_utc
from bot.core.people import Belonging, Participant, Person, Preference
from bot.core.programme import Workshop
from bot.core.schedule import Schedule, SessionState
from bot.scheduling.clock import Clock
from bot.storage.database import Database
from bot.storage.keys import KeyFile
from bot.storage.transaction import Row, Transaction
from bot.workshop import session_store as states
from bot.workshop import store as registry

PUBLISH_EVERY = 0.25
"""Seconds between two publications of changes: 300 sign-ins in a moment wake those who show them a few times."""

T = TypeVar("T")
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class WorkshopChanged:
    """Something of this workshop was committed: whoever shows it, or waits for it, looks again."""

    workshop: str


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
    bindings: dict[str, int] = field(default_factory=dict)
    people: dict[int, Participant] = field(default_factory=dict)
    """By Discord id: those who joined, and those who wait for approval."""
    guests: dict[int, Participant] = field(default_factory=dict)
    """By the bot's own number: guests of a delegation, whom no Discord id is known of."""
    preferences: dict[int, Preference] = field(default_factory=dict)
    _listeners: list[Callable[[WorkshopChanged], None]] = field(default_factory=list)
    _publishing: asyncio.TimerHandle | None = field(default=None, repr=False)
    _published_at: float = field(default=-PUBLISH_EVERY, repr=False)

    @classmethod
    async def open(cls, workshop: Workshop, database: Database, clock: Clock, keys: KeyFile) -> WorkshopContext:
        """The room as the database remembers it."""
        row = await database.write(registry.load_workshop, workshop.id, workshop.guild, clock.now())
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
            await database.read(registry.places, workshop.id),
        )
        await context.reload_people()
        return context

    @property
    def id(self) -> str:
        return self.workshop.id

    def now(self) -> datetime:
        return self.clock.now()

    async def read(self, query: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """As `Database.read`."""
        return await self.database.read(query, *args, **kwargs)

    async def write(self, work: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """As `Database.write`; everyone who listens is told of the change afterwards."""
        result = await self.database.write(work, *args, **kwargs)
        self._publish()
        return result

    async def write_together(
        self, work: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """As `Database.write_together`; everyone who listens is told of the change afterwards."""
        result = await self.database.write_together(work, *args, **kwargs)
        self._publish()
        return result

    def on_change(self, listener: Callable[[WorkshopChanged], None]) -> None:
        """Call `listener` after commits: at once after the first, then at most once in `PUBLISH_EVERY` seconds."""
        self._listeners.append(listener)

    def _publish(self) -> None:
        if self._publishing is None:
            loop = asyncio.get_running_loop()
            self._publishing = loop.call_at(max(loop.time(), self._published_at + PUBLISH_EVERY), self._tell)

    def _tell(self) -> None:
        self._publishing, self._published_at = None, asyncio.get_running_loop().time()
        for listener in self._listeners:
            listener(WorkshopChanged(self.id))

    async def reload_people(self) -> None:
        """Take everyone in from the database."""
        people = [participant(row) for row in await self.database.read(registry.participants, self.id)]
        self.people = {p.discord_id: p for p in people if p.discord_id and p.status is not Belonging.REMOVED}
        self.guests = {p.id: p for p in people if p.discord_id is None and p.name and p.status is Belonging.JOINED}
        self.preferences = {
            row["discord_id"]: Preference(row["language"], bool(row["direct_messages"]))
            for row in await self.database.read(registry.preferences, self.id)
        }

    def participant(self, discord_id: int) -> Participant | None:
        """Who has joined a delegation under this Discord id."""
        found = self.people.get(discord_id)
        return found if found and found.status is Belonging.JOINED else None

    def all_participants(self) -> list[Participant]:
        """All who joined a delegation, and its guests, by the bot's own number."""
        joined = [p for p in self.people.values() if p.status is Belonging.JOINED]
        return sorted([*joined, *self.guests.values()], key=lambda p: p.id)

    def delegates(self, administration: str) -> list[Participant]:
        return [p for p in self.people.values() if p.administration == administration and p.status == Belonging.JOINED]

    def language_of(self, person: Person, preference: Preference | None = None) -> str:
        """The language of replies to `person`: their own choice, else Discord's locale, else the workshop's first."""
        chosen = (preference or self.preferences.get(person.discord_id, Preference())).language
        if chosen in self.workshop.languages:
            return chosen
        spoken = (person.locale or "").split("-")[0]
        return spoken if spoken in self.workshop.languages else self.workshop.first_language

    def update_sessions(self, *states: SessionState) -> None:
        """Hold `slots`, just committed, as where their sessions stand."""
        self.schedule = self.schedule.having(*states)

    def update_participant(self, person: Participant) -> None:
        """Hold `person`, just committed; one removed is let go."""
        if person.discord_id is None:
            self.guests[person.id] = person
        elif person.status is Belonging.REMOVED:
            self.people.pop(person.discord_id, None)
        else:
            self.people[person.discord_id] = person

    def remove_person(self, discord_id: int) -> None:
        """Let go of someone who was erased."""
        self.people.pop(discord_id, None)
        self.preferences.pop(discord_id, None)

    def set_preference(self, discord_id: int, preference: Preference, speaks: str) -> None:
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
