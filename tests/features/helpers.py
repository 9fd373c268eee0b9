"""Helpers for tests of services: a clock that is set by hand, and Discord's channels in memory."""

import math
from collections.abc import Awaitable, Callable, Container
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.core.announcement_kind import AnnouncementKind
from bot.core.people import Person
from bot.features.announcements.content import AnnouncementContent, Content, Contents
from bot.features.announcements.model import Announcement
from bot.outbox.direct_messages import DirectMessage
from bot.outbox.messages import DeliveryFailed, FoundMessage, OutgoingMessage
from bot.workshop.context import WorkshopContext

ORGANISER = Person(9_001, "Zoë", "fr", organiser=True, facilitator=True)
LOOK_BACK = timedelta(minutes=2)
"""How far before a claim its message is looked for, as the real search does: clocks need not agree."""


class ManualClock:
    """A clock that is stopped at `at` until it is set again. Whatever was due before is late by the difference."""

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
        """Nothing to do: nobody waits for this clock."""

    async def wait_until(self, at: datetime) -> None:
        """This clock does not run, so nobody can wait."""

    async def wait_for(self, length: timedelta) -> None:
        await self.wait_until(self.at + length)


class SkippingClock(ManualClock):
    """Waiting takes no time, and sets the clock to the time waited for."""

    async def wait_until(self, at: datetime) -> None:
        self.at = max(self.at, at)


class Crash(BaseException):
    """The process crashes at this point."""


@dataclass(frozen=True)
class Sent:
    """A message at Discord, and the programme at the time when it was sent."""

    id: int
    key: str
    channel: int
    text: str
    print: str
    at: datetime


@dataclass
class Faults:
    """What happens at each of the next sends: crash before, crash after, refuse, forbid, cut, error; empty: nothing."""

    coming: list[str] = field(default_factory=list)

    def before_sending(self) -> str:
        """Raises the fault that prevents sending, if there is one. Returns the fault, for `after_sending`."""
        fault = self.coming.pop(0) if self.coming else ""
        if fault == "crash before":
            raise Crash
        if fault in ("refuse", "forbid"):
            raise DeliveryFailed("unreachable:#there", lasting=fault == "forbid")
        if fault == "error":
            raise RuntimeError("Session is closed")
        return fault

    def after_sending(self, fault: str) -> None:
        """Raises the fault that prevents the confirmation, if there is one."""
        if fault == "crash after":
            raise Crash
        if fault == "cut":
            raise DeliveryFailed("unreachable:#there", lasting=False)


@dataclass
class FakeChannels:
    """The `ChannelSender` of tests: channels in memory, which outlive the bot."""

    ids: dict[str, int] = field(
        default_factory=lambda: {"announcements:fr": 2, "announcements:en": 3, "interpreters": 7, "organisers": 9}
    )
    sent: list[Sent] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)
    listener: Callable[[WorkshopContext, Sent], None] = lambda context, sent: None
    """Hears of each message at the moment it is sent."""

    def channel(self, context: WorkshopContext, purpose: str) -> int:
        if purpose not in self.ids:
            raise DeliveryFailed(f"channel gone:#{purpose}", lasting=True)
        return self.ids[purpose]

    def role(self, context: WorkshopContext, which: str) -> int | None:
        return None

    async def send(self, context: WorkshopContext, key: str, message: OutgoingMessage) -> FoundMessage:
        fault = self.faults.before_sending()
        sent = Sent(len(self.sent) + 1, key, message.channel, message.post.text, message.print, context.now())
        self.sent.append(sent)
        self.listener(context, sent)
        self.faults.after_sending(fault)
        return FoundMessage(sent.id, sent.at, sent.channel)

    async def find(
        self, context: WorkshopContext, channel: int, print_: str, since: datetime, known: Container[int]
    ) -> FoundMessage | None:
        for it in self.sent:
            if (it.channel, it.print) == (channel, print_) and it.at >= since - LOOK_BACK and it.id not in known:
                return FoundMessage(it.id, it.at, channel)
        return None


@dataclass(frozen=True)
class SentDirectly:
    id: int
    recipient: str
    text: str
    at: datetime


@dataclass
class FakeDirectChannels:
    """The `DirectMessageSender` of tests: direct channels in memory, which outlive the bot."""

    clock: ManualClock
    sent: list[SentDirectly] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    """The names of those to whom something was sent, or was tried to be sent."""
    closed: set[str] = field(default_factory=set)
    """The names of those who take no direct messages from us."""
    faults: Faults = field(default_factory=Faults)

    async def send(self, message: DirectMessage, nonce: str) -> FoundMessage:
        name = message.recipient.name
        self.tried.append(name)
        if name in self.closed:
            raise DeliveryFailed("50007", lasting=True)
        fault = self.faults.before_sending()
        sent = SentDirectly(len(self.sent) + 1, name, message.text, self.clock.now())
        self.sent.append(sent)
        self.faults.after_sending(fault)
        return FoundMessage(sent.id, sent.at, 0)

    async def find(self, message: DirectMessage, since: datetime, known: Container[int]) -> FoundMessage | None:
        for it in self.sent:
            same = (it.recipient, it.text) == (message.recipient.name, message.text)
            if same and it.at >= since and it.id not in known:
                return FoundMessage(it.id, it.at, 0)
        return None

    @property
    def inboxes(self) -> list[tuple[str, str]]:
        return [(it.recipient, it.text) for it in self.sent]


async def short_content(context: WorkshopContext, announcement: Announcement, aloud: bool) -> Content:
    """A content provider that names the announcement. Reminders also go to everyone as direct messages."""
    state = context.schedule.states.get(announcement.session or "")
    if announcement.session and (state is None or not state.is_held):
        return None
    is_reminder = announcement.kind in (AnnouncementKind.REMINDER, AnnouncementKind.DESK_REMINDER)
    return AnnouncementContent(
        lambda _, f: f"{announcement.key} {_.language} {announcement.payload or ''}",
        recipients=tuple(context.all_participants()) if is_reminder else (),
    )


SHORT_CONTENTS: Contents = dict.fromkeys(AnnouncementKind, short_content)


def do_after_next_read(
    monkeypatch: pytest.MonkeyPatch, context: WorkshopContext, action: Callable[[], Awaitable[object]]
) -> None:
    """Let someone act between the next read of the database and the write that depends on it."""
    read = context.read

    async def read_then_act(*args: Any, **kwargs: Any) -> Any:
        found = await read(*args, **kwargs)
        monkeypatch.setattr(context, "read", read)
        await action()
        return found

    monkeypatch.setattr(context, "read", read_then_act)
