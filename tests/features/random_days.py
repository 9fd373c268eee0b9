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
from bot.workshop.context import Room
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
    room: Room

    @classmethod
    async def begin(cls, folder: Path, described: Workshop | None = None) -> DaysAtWork:
        clock, described = HandClock(BEGINS), described or workshop()
        room = await _opened(folder, described, clock)
        return cls(folder, described, clock, FakeHerald(), room)

    async def crash(self) -> None:
        """The process goes, and another begins on the same database."""
        await self.room.database.close()
        self.room = await _opened(self.folder, self.workshop, self.clock)

    async def close(self) -> None:
        await self.room.database.close()

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
            await sessions.keep_time(self.room)
            for row in await kept.open_ones(self.room.database, self.room.id, self.room.now()):
                if not is_held_back(self.room, row):
                    await say(self.room, self.herald, row["key"])
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
        room, now = self.room, self.clock.at
        due = [sessions.next_turn(room), await kept.next_due(room.database, room.id, now)]
        waiting = [row for row in await kept.open_ones(room.database, room.id, now) if not is_held_back(room, row)]
        again = [now + AGAIN] if waiting else []
        return min([*(it for it in due if it and it > now), *again], default=datetime.max.replace(tzinfo=UTC))

    async def rows(self) -> dict[str, Any]:
        found = await self.room.database.rows("select * from announcements order by due_at, key")
        return {row["key"]: row for row in found}


async def _opened(folder: Path, described: Workshop, clock: HandClock) -> Room:
    room = await Room.open(described, await Database.open(folder / "days.db"), clock, KeyFile(folder / "days.keys"))
    async with room.database.transaction() as tx:
        await replan(room, tx, room.schedule)
    return room
