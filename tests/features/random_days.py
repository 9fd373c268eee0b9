"""A workshop of two days, its secretary's turns taken by hand, and a database that outlives crashes."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.core.errors import WorkshopError
from bot.core.programme import Administration, Channels, Day, Desk, Evaluation, Session, Workshop
from bot.features.announcements import store as kept
from bot.features.announcements.sending import is_held_back, replan, say
from bot.features.programme import session_service as sessions
from bot.storage.database import Database
from bot.storage.keys import KeyFile
from bot.workshop.context import WorkshopContext
from tests.features.helpers import Crash, FakeHerald, HandClock

BEGINS = datetime(2021, 3, 14, 9, tzinfo=UTC)
LANGUAGES = ("fr", "en")
AGAIN = timedelta(seconds=2)


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


@dataclass
class DaysAtWork:
    """The room as the bot has it, over a database on disk and channels that outlive it."""

    folder: Path
    workshop: Workshop
    clock: HandClock
    herald: FakeHerald
    context: WorkshopContext

    @classmethod
    async def begin(cls, folder: Path, described: Workshop | None = None) -> DaysAtWork:
        clock, described = HandClock(BEGINS), described or workshop()
        context = await _opened(folder, described, clock)
        return cls(folder, described, clock, FakeHerald(), context)

    async def crash(self) -> None:
        """The process goes, and another begins on the same database."""
        await self.context.database.close()
        self.context = await _opened(self.folder, self.workshop, self.clock)

    async def close(self) -> None:
        await self.context.database.close()

    async def do(self, doing: Awaitable[object]) -> bool:
        """What a person does; False where it is refused."""
        try:
            await doing
        except WorkshopError:
            return False
        return True

    async def turn(self) -> None:
        """One turn of the secretary; where the process crashes in it, another begins and takes the turn again."""
        try:
            await sessions.start_and_end_due(self.context)
            for row in await self.context.read(kept.open_ones, self.context.id, self.context.now()):
                if not is_held_back(self.context, row):
                    await say(self.context, self.herald, row["key"])
        except Crash:
            await self.crash()
            await self.turn()

    async def pass_to(self, until: datetime) -> None:
        """Let time pass, with a turn whenever something is due, and again where something could not be said."""
        await self.turn()
        while self.clock.at < until:
            self.clock.at = min(await self._next(), until)
            await self.turn()

    async def _next(self) -> datetime:
        context, now = self.context, self.clock.at
        due = [sessions.next_due_at(context), await context.read(kept.next_due, context.id, now)]
        waiting = [row for row in await context.read(kept.open_ones, context.id, now) if not is_held_back(context, row)]
        again = [now + AGAIN] if waiting else []
        return min([*(it for it in due if it and it > now), *again], default=datetime.max.replace(tzinfo=UTC))

    async def rows(self) -> dict[str, Any]:
        found = await self.context.database.rows("select * from announcements order by due_at, key")
        return {row["key"]: row for row in found}


async def _opened(folder: Path, described: Workshop, clock: HandClock) -> WorkshopContext:
    context = await WorkshopContext.open(
        described, await Database.open(folder / "days.db"), clock, KeyFile(folder / "days.keys")
    )
    await context.write(lambda tx: replan(context, tx, context.schedule))
    return context
