"""A clock that is set by hand, a herald and a courier that speak into memory: what services are tested with."""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.core.announcement_kind import AnnouncementKind
from bot.core.schedule import SessionState
from bot.features.announcements.model import Announcement, plan
from bot.features.announcements.sending import Aside
from bot.features.interpreters.service import Aloud, Announced, Answered, Asked
from bot.outbox.direct_messages import Letter
from bot.outbox.errors import DeliveryFailed
from bot.outbox.messages import FoundMessage, OutgoingMessage
from bot.workshop.context import WorkshopContext


class HandClock:
    """It is what it was set to, until it is set again; what was due before is late by the difference."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def seconds_until(self, at: datetime) -> float:
        return math.inf if at > self.at else 0.0

    def real_time_of(self, at: datetime) -> datetime | None:
        return None if at > self.at else self.at

    def lateness(self, due: datetime, at: datetime | None = None) -> timedelta:
        return (at or self.at) - due

    def on_change(self, listener: Callable[[], None]) -> None:
        """Nobody waits for this clock."""

    async def wait_until(self, at: datetime) -> None:
        """It does not run."""


LOOK_BACK = timedelta(minutes=2)
"""How far before a claim its message is looked for: clocks need not agree."""


class Crash(BaseException):
    """The process is gone, at this very point."""


@dataclass(frozen=True)
class Posted:
    """A message in a channel: where its session stood then, if it is about one."""

    id: int
    key: str
    channel: int
    print: str
    at: datetime
    state: SessionState | None
    planned: datetime | None
    """When the programme, as it stood then, would have had it said."""


@dataclass
class FakeHerald:
    """Channels in memory, which outlive the bot. `trouble` is what happens next: one entry for each post."""

    channels: dict[str, int] = field(default_factory=lambda: {"": 1, "fr": 2, "en": 3})
    posted: list[Posted] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)

    async def word(
        self, context: WorkshopContext, announcement: Announcement, payload: str | None
    ) -> OutgoingMessage | None:
        state = context.schedule.states.get(announcement.session or "")
        if announcement.session and (state is None or not state.is_held):
            return None
        words = f"{announcement.kind} {announcement.subject} {announcement.language} {payload}"
        return OutgoingMessage(self.channels[announcement.language], words, state)

    async def word_aside(self, context: WorkshopContext, aside: Aside) -> OutgoingMessage | None:
        return OutgoingMessage(9, f"{aside.day} {sorted(aside.troubles)}", None)

    async def say(self, context: WorkshopContext, key: str, wording: OutgoingMessage) -> int:
        trouble = self.trouble.pop(0) if self.trouble else ""
        if trouble == "crash before":
            raise Crash
        if trouble == "refuse":
            raise DeliveryFailed("unreachable:#there", lasting=False)
        state = wording.said if isinstance(wording.said, SessionState) else None
        planned = next((it.due for it in plan(context.schedule) if it.key == key), None)
        message = Posted(len(self.posted) + 1, key, wording.channel, wording.print, context.now(), state, planned)
        self.posted.append(message)
        if trouble == "crash after":
            raise Crash
        if trouble == "cut":
            raise DeliveryFailed("unreachable:#there", lasting=False)
        return message.id

    async def find(
        self, context: WorkshopContext, channel: int, print_: str, since: datetime, known: Container[int]
    ) -> FoundMessage | None:
        for it in self.posted:
            if (it.channel, it.print) == (channel, print_) and it.at >= since and it.id not in known:
                return FoundMessage(it.id, it.at)
        return None

    async def letters(self, context: WorkshopContext, announcement: Announcement, payload: str | None) -> list[Letter]:
        """Of each reminder one to everyone."""
        people = (
            context.all_participants()
            if announcement.kind in (AnnouncementKind.REMINDER, AnnouncementKind.DESK_REMINDER)
            else []
        )
        return [Letter(who, f"{announcement.key} to {who.name}") for who in people]

    def follow_up(self, context: WorkshopContext) -> None:
        """Whoever else is to hear of it is woken by the test."""


@dataclass(frozen=True)
class Brought:
    id: int
    reader: str
    text: str
    at: datetime


@dataclass
class FakeCourier:
    """Direct channels in memory, which outlive the bot. `trouble` is what happens next: one entry for each letter."""

    clock: HandClock
    brought: list[Brought] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)
    closed: set[str] = field(default_factory=set)

    async def bring(self, letter: Letter, nonce: str) -> int:
        self.asked.append(letter.to.name)
        trouble = self.trouble.pop(0) if self.trouble else ""
        if trouble == "crash before":
            raise Crash
        if letter.to.name in self.closed:
            raise DeliveryFailed("50007", lasting=True)
        if trouble == "refuse":
            raise DeliveryFailed("503", lasting=False)
        if trouble == "stumble":
            raise RuntimeError("Session is closed")
        it = Brought(len(self.brought) + 1, letter.to.name, letter.text, self.clock.now())
        self.brought.append(it)
        if trouble == "crash after":
            raise Crash
        if trouble == "cut":
            raise DeliveryFailed("no answer", lasting=False)
        return it.id

    async def find(self, letter: Letter, since: datetime, known: Container[int]) -> int | None:
        for it in self.brought:
            if (it.reader, it.text) == (letter.to.name, letter.text) and it.at >= since and it.id not in known:
                return it.id
        return None

    @property
    def inboxes(self) -> list[tuple[str, str]]:
        return [(it.reader, it.text) for it in self.brought]


@dataclass(frozen=True)
class ReadAloud:
    id: int
    text: str
    at: datetime


@dataclass
class FakeReader:
    """The interpreters' channel in memory, which outlives the bot. `trouble` is what happens next, post by post."""

    clock: HandClock
    posted: list[ReadAloud] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)
    at_once: int = 60
    part: int = 20

    async def parts(self, context: WorkshopContext, what: Aloud) -> list[str]:
        match what:
            case Announced(announcement, _):
                text = announcement.key
            case Asked(question):
                text = f"{question.id}?"
            case Answered(question, administration, language, said):
                text = f"{question.id} {administration} {language}: {said}"
        return [text[at : at + self.part] for at in range(0, len(text), self.part)]

    def word(self, context: WorkshopContext, parts: Sequence[str]) -> OutgoingMessage:
        return OutgoingMessage(7, "|".join(parts), None)

    async def say(self, context: WorkshopContext, key: str, wording: OutgoingMessage) -> int:
        trouble = self.trouble.pop(0) if self.trouble else ""
        if trouble == "crash before":
            raise Crash
        if trouble in ("refuse", "forbid"):
            raise DeliveryFailed(trouble, lasting=trouble == "forbid")
        if trouble == "stumble":
            raise RuntimeError("Session is closed")
        it = ReadAloud(len(self.posted) + 1, wording.print, self.clock.now())
        self.posted.append(it)
        if trouble == "crash after":
            raise Crash
        if trouble == "cut":
            raise DeliveryFailed("no answer", lasting=False)
        return it.id

    async def find(
        self, context: WorkshopContext, channel: int, print_: str, since: datetime, known: Container[int]
    ) -> FoundMessage | None:
        for it in self.posted:
            if it.text == print_ and it.at >= since - LOOK_BACK and it.id not in known:
                return FoundMessage(it.id, it.at)
        return None
