"""One running workshop: its programme and people in memory, and the methods that read and write its data.

There is one context for each workshop. The database is read once, when the context is opened. After that, the data in
memory changes only after a commit.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from bot.core.people import Membership, Participant, Person, Preference
from bot.core.programme import Workshop
from bot.core.schedule import Schedule, SessionState
from bot.i18n.language_codes import closest
from bot.scheduling.clock import Clock
from bot.storage.database import Database
from bot.storage.keys import KeyFile
from bot.storage.transaction import Transaction
from bot.workshop import session_store, store

PUBLISH_EVERY = 0.25
"""Seconds between two publications of combined writes: 300 sign-ins wake each listener only a few times."""

T = TypeVar("T")
P = ParamSpec("P")


@dataclass
class WorkshopContext:
    workshop: Workshop
    database: Database
    clock: Clock
    keys: KeyFile
    schedule: Schedule
    guild: int | None
    """The Discord server's id; None until the workshop is bound to one."""
    loaded_at: datetime
    """When the workshop was first loaded.

    Sessions and announcements that were past at that time are not started or sent.
    """
    paused_at: datetime | None = None
    purged_at: datetime | None = None
    """When personal data were last purged, after the workshop's retention."""
    restored_at: datetime | None = None
    """When a backup was last restored. Messages that were due before may have been sent without a record here."""
    bindings: dict[str, int] = field(default_factory=dict)
    """Purpose to Discord id of roles, channels, messages and events (`bot.workshop.bindings`)."""
    people: dict[int, Participant] = field(default_factory=dict)
    """By Discord id: joined participants, and those who wait for approval."""
    guests: dict[int, Participant] = field(default_factory=dict)
    """By participant id: guests of a delegation, whose Discord id is not known."""
    preferences: dict[int, Preference] = field(default_factory=dict)
    """By Discord id."""
    pending_members: set[int] = field(default_factory=set)
    """Discord ids of people who get the coordinators' role once they have accepted the rules of the server."""
    _listeners: list[Callable[[], None]] = field(default_factory=list)
    _publishing: asyncio.TimerHandle | None = field(default=None, repr=False)
    _published_at: float = field(default=-PUBLISH_EVERY, repr=False)

    @classmethod
    async def open(cls, workshop: Workshop, database: Database, clock: Clock, keys: KeyFile) -> WorkshopContext:
        """The context of `workshop`, with everything that the database holds of it."""
        record = await database.write(store.load_workshop, workshop.id, workshop.guild, clock.now())
        await database.write(store.keep_file, workshop.id, workshop.source)
        context = cls(
            workshop,
            database,
            clock,
            keys,
            await database.read(session_store.read_schedule, workshop),
            workshop.guild or record.guild,
            record.loaded_at,
            record.paused_at,
            record.purged_at,
            record.restored_at,
            await database.read(store.bindings, workshop.id),
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
        """As `Database.write`; tells the listeners after the commit."""
        result = await self.database.write(work, *args, **kwargs)
        self._schedule_publication()
        return result

    async def write_together(
        self, work: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """As `Database.write_together`; tells the listeners after the commit."""
        result = await self.database.write_together(work, *args, **kwargs)
        self._schedule_publication(self._published_at + PUBLISH_EVERY)
        return result

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` after commits: at once after `write`, within `PUBLISH_EVERY` s after `write_together`.

        It reads again what it shows or waits for.
        """
        self._listeners.append(listener)

    def _schedule_publication(self, not_before: float = 0.0) -> None:
        """Call the listeners after a commit: at once, or at the time `not_before` of the event loop."""
        loop = asyncio.get_running_loop()
        at = max(loop.time(), not_before)
        if self._publishing is None or self._publishing.when() > at:
            if self._publishing:
                self._publishing.cancel()
            self._publishing = loop.call_at(at, self._publish)

    def _publish(self) -> None:
        self._publishing, self._published_at = None, asyncio.get_running_loop().time()
        for listener in self._listeners:
            listener()

    async def reload_people(self) -> None:
        """Read participants, guests and preferences from the database again."""
        people = await self.database.read(store.participants, self.id)
        self.people = {p.discord_id: p for p in people if p.discord_id and p.status is not Membership.REMOVED}
        self.guests = {p.id: p for p in people if p.discord_id is None and p.name and p.status is Membership.JOINED}
        self.preferences = await self.database.read(store.preferences, self.id)

    def participant(self, discord_id: int) -> Participant | None:
        """The participant with this Discord id; None while they wait for approval or if they never joined."""
        found = self.people.get(discord_id)
        return found if found and found.status is Membership.JOINED else None

    def all_participants(self) -> list[Participant]:
        """All who joined a delegation, and its guests, by participant id."""
        joined = [p for p in self.people.values() if p.status is Membership.JOINED]
        return sorted([*joined, *self.guests.values()], key=lambda p: p.id)

    def delegates(self, administration: str) -> list[Participant]:
        """Those who joined this administration's delegation, without its guests."""
        return [p for p in self.people.values() if p.administration == administration and p.status is Membership.JOINED]

    def without_group(self, workshop: Workshop | None = None) -> list[Participant]:
        """The people whose group is not in the workshop's file (or in the file of `workshop`), until someone assigns
        them.
        """
        codes = {group.code for group in (workshop or self.workshop).administrations}
        everyone = [*self.people.values(), *self.guests.values()]
        return sorted((it for it in everyone if it.administration not in codes), key=lambda it: it.id)

    def language_of(self, person: Person, preference: Preference | None = None) -> str:
        """The language of replies to `person`: their own choice, else Discord's locale, else the workshop's first.

        `preference` replaces their stored choice.
        """
        chosen = (preference or self.preferences.get(person.discord_id, Preference())).language
        if chosen in self.workshop.languages:
            return chosen
        return closest(person.locale or "", self.workshop.languages) or self.workshop.first_language

    def zone_of(self, participant: Participant | None) -> ZoneInfo:
        """The time zone of a participant's administration. For anyone else it is the workshop's."""
        administration = self.workshop.administration(participant.administration) if participant else None
        return ZoneInfo(administration.timezone) if administration else self.workshop.zone

    def update_sessions(self, *states: SessionState) -> None:
        """Replace the states of these sessions, after they were committed."""
        self.schedule = self.schedule.having(*states)

    def update_participant(self, person: Participant) -> None:
        """Add or replace `person`, after they were committed. A removed person with a Discord id is dropped."""
        if person.discord_id is None:
            self.guests[person.id] = person
        elif person.status is Membership.REMOVED:
            self.people.pop(person.discord_id, None)
        else:
            self.people[person.discord_id] = person

    def remove_person(self, discord_id: int) -> None:
        """Drop someone whose data were erased."""
        self.people.pop(discord_id, None)
        self.preferences.pop(discord_id, None)

    def set_preference(self, discord_id: int, preference: Preference, language: str) -> None:
        """Store a choice that was just committed, and the resulting `language` of replies."""
        self.preferences[discord_id] = preference
        if known := self.people.get(discord_id):
            self.people[discord_id] = replace(known, language=language)
