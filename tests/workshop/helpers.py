"""A small workshop of one day and two sessions, with a database in a temporary folder and a stopped clock."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from bot.core.people import Participant, Person
from bot.core.programme import Administration, Day, Registration, Session, Workshop
from bot.features.roster import registration
from bot.scheduling.clock import RehearsedClock, Setting
from bot.storage.database import Database
from bot.storage.keys import KeyFile
from bot.workshop.context import WorkshopContext

OPENS = datetime(2021, 3, 15, 10, 0, tzinfo=UTC)
NOW = OPENS - timedelta(hours=1)


def both(words: str) -> dict[str, str]:
    return {"fr": f"{words} (fr)", "en": f"{words} (en)"}


FIRST = Session("first", both("First"), OPENS, timedelta(hours=1))
SECOND = Session("second", both("Second"), OPENS + timedelta(hours=2), timedelta(hours=1))


def workshop(**changes: Any) -> Workshop:
    values: dict[str, Any] = {
        "id": "small",
        "timezone": "Europe/Brussels",
        "languages": ("fr", "en"),
        "title": both("Workshop"),
        "days": (Day(1, date(2021, 3, 15), both("Day"), (FIRST, SECOND)),),
        "administrations": (
            Administration("MW", both("Malawi"), "en", "Africa/Blantyre"),
            Administration("ML", both("Mali"), "fr", "Africa/Bamako"),
        ),
        "registration": Registration.OPEN,
    }
    return Workshop(**{**values, **changes})


@dataclass
class OpenWorkshop:
    context: WorkshopContext
    clock: RehearsedClock

    @classmethod
    async def open(cls, folder: Path, described: Workshop | None = None, now: datetime = NOW) -> Self:
        clock = RehearsedClock(Setting(now, 0.0, 0.0), lambda: 0.0)
        database = await Database.open(folder / "small.db", now)
        context = await WorkshopContext.open(described or workshop(), database, clock, KeyFile(folder / "small.keys"))
        return cls(context, clock)

    async def reopen(self) -> WorkshopContext:
        """The same workshop as another process would open it."""
        return await WorkshopContext.open(self.context.workshop, self.context.database, self.clock, self.context.keys)

    async def join(self, name: str, administration: str, discord_id: int) -> Participant:
        return await registration.join(self.context, Person(discord_id, name, "en-GB"), administration, None)

    def set_time(self, at: datetime) -> None:
        self.clock.run(0.0, at)

    async def close(self) -> None:
        await self.context.database.close()
