"""A workshop of two days that a test runs by hand, with a database that outlives crashes."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.core.errors import WorkshopError
from bot.core.programme import Administration, Channels, Day, Desk, Evaluation, Session, Workshop
from bot.core.schedule import SessionState
from bot.features.announcements import store
from bot.features.announcements.model import Status
from bot.features.announcements.plan import plan
from bot.features.announcements.planning import replan
from bot.features.announcements.publisher import AnnouncementPublisher, due_announcements
from bot.features.programme import session_service as sessions
from bot.outbox.engine import deliver
from bot.outbox.messages import DeliveryFailed
from bot.storage.database import Database
from bot.storage.keys import KeyFile
from bot.workshop.context import WorkshopContext
from tests.features.helpers import SHORT_CONTENTS, Crash, FakeChannels, ManualClock, Sent

BEGINS = datetime(2021, 3, 14, 9, tzinfo=UTC)
LANGUAGES = ("fr", "en")
RETRY_AFTER = timedelta(seconds=2)


def both(words: str) -> dict[str, str]:
    return {"fr": f"{words} (fr)", "en": f"{words} (en)"}


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2021, 3, day, hour, minute, tzinfo=UTC)


def workshop(**changes: Any) -> Workshop:
    def talk(id: str, start: datetime, minutes: int) -> Session:
        return Session(id, both(id), start, timedelta(minutes=minutes))

    first = (talk("a", at(15, 10), 30), talk("b", at(15, 10, 30), 60), talk("c", at(15, 12), 45))
    second = (talk("d", at(16, 10), 60), talk("e", at(16, 11, 30), 30))
    values: dict[str, Any] = {
        "id": "days",
        "timezone": "Europe/Brussels",
        "languages": LANGUAGES,
        "title": both("Workshop"),
        "days": (Day(1, date(2021, 3, 15), both("One"), first), Day(2, date(2021, 3, 16), both("Two"), second)),
        "administrations": (Administration("MW", both("Malawi"), "en", "Africa/Blantyre"),),
        "channels": Channels(announcements={"fr": "annonces", "en": "announcements"}),
        "reminders": (timedelta(days=1), timedelta(hours=1), timedelta(minutes=10)),
        "desk": Desk("d", at(16, 17), reminders=(timedelta(hours=1),)),
        "evaluations": (Evaluation("final", both("Final"), "e", at(17, 17), True, ()),),
    }
    return Workshop(**{**values, **changes})


@dataclass(frozen=True)
class SentAnnouncement:
    """A message, and its announcement's state in the programme when it was sent."""

    message: Sent
    state: SessionState | None
    planned: datetime | None


@dataclass
class RunningWorkshop:
    """The workshop as in the bot, with a database on disk and channels that outlive the bot."""

    folder: Path
    workshop: Workshop
    clock: ManualClock
    context: WorkshopContext
    channels: FakeChannels = field(default_factory=FakeChannels)
    sent: list[SentAnnouncement] = field(default_factory=list)

    @classmethod
    async def begin(cls, folder: Path, described: Workshop | None = None) -> RunningWorkshop:
        clock, described = ManualClock(BEGINS), described or workshop()
        running = cls(folder, described, clock, await _opened(folder, described, clock))
        running.channels.listener = running._note
        return running

    @property
    def publisher(self) -> AnnouncementPublisher:
        return AnnouncementPublisher(self.context, self.channels, SHORT_CONTENTS)

    async def crash(self) -> None:
        """The process crashes, and another begins with the same database."""
        await self.context.database.close()
        self.context = await _opened(self.folder, self.workshop, self.clock)

    async def close(self) -> None:
        await self.context.database.close()

    async def attempt(self, action: Awaitable[object]) -> bool:
        """Do what a person does. False if it is refused."""
        try:
            await action
        except WorkshopError:
            return False
        return True

    async def run_due(self) -> None:
        """Do what is due. If the process crashes, another begins and does the rest."""
        try:
            await sessions.start_and_end_due(self.context)
            for record in await self.publisher.due():
                with contextlib.suppress(DeliveryFailed):
                    await deliver(self.publisher, record)
        except Crash:
            await self.crash()
            await self.run_due()

    async def publish(self, key: str) -> Status | None:
        """Deliver one announcement that is due and return its status then; None if it is not due."""
        record = next((it for it in await self.publisher.due() if it.key == key), None)
        if record is None:
            return None
        await deliver(self.publisher, record)
        settled = await self.context.read(store.find, self.context.id, key)
        return settled.status if settled else None

    async def run_until(self, until: datetime) -> None:
        """Let time pass, and do everything when it is due. Failed messages are tried again."""
        await self.run_due()
        while self.clock.at < until:
            self.clock.at = min(await self._next(), until)
            await self.run_due()

    async def _next(self) -> datetime:
        context, now = self.context, self.clock.at
        due = [sessions.next_due_at(context), await context.read(store.next_due, context.id, now)]
        again = [now + RETRY_AFTER] if await due_announcements(context) else []
        return min([*(it for it in due if it and it > now), *again], default=datetime.max.replace(tzinfo=UTC))

    async def rows(self) -> dict[str, Any]:
        """The rows of all announcements, by key."""
        found = await self.context.database.rows("select * from announcements order by due_at, key")
        return {row["key"]: row for row in found}

    def _note(self, context: WorkshopContext, message: Sent) -> None:
        planned = next((it.due for it in plan(context.schedule) if it.key == message.key), None)
        state = context.schedule.states.get(message.key.split("/")[0])
        self.sent.append(SentAnnouncement(message, state, planned))


async def _opened(folder: Path, described: Workshop, clock: ManualClock) -> WorkshopContext:
    context = await WorkshopContext.open(
        described, await Database.open(folder / "days.db"), clock, KeyFile(folder / "days.keys")
    )
    await context.write(lambda tx: replan(context, tx, context.schedule))
    return context
