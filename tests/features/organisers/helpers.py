"""A workshop of two days for the tests of this feature, on a clock that stands still until it is set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.core.people import Participant, Person
from bot.core.programme import Administration, Day, Registration, Session, Workshop
from bot.features.roster import registration
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from bot.scheduling.clock import RehearsedClock, Setting
from bot.storage.database import Database
from bot.storage.keys import KeyFile
from bot.workshop.context import WorkshopContext

ENGLISH = phrases("en")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2021, 3, day, hour, minute, tzinfo=UTC)


def both(words: str) -> dict[str, str]:
    return {"fr": f"{words} (fr)", "en": f"{words} (en)"}


def session(id: str, start: datetime, minutes: int = 60, **changes: Any) -> Session:
    return Session(id, both(id.capitalize()), start, timedelta(minutes=minutes), **changes)


def workshop(*days: tuple[Session, ...], **changes: Any) -> Workshop:
    """By default two sessions on 15 March and one on 16 March, for two administrations."""
    sessions = days or (
        (session("opening", at(15, 10)), session("methods", at(15, 11), 90)),
        (session("closing", at(16, 10)),),
    )
    values: dict[str, Any] = {
        "id": "test",
        "timezone": "UTC",
        "languages": ("fr", "en"),
        "title": both("Workshop"),
        "days": tuple(Day(n, date(2021, 3, 14 + n), both("Day"), each) for n, each in enumerate(sessions, 1)),
        "administrations": (
            Administration("ML", both("Mali"), "fr", "Africa/Bamako"),
            Administration("NE", both("Niger"), "fr", "Africa/Niamey"),
        ),
        "registration": Registration.OPEN,
    }
    return Workshop(**{**values, **changes})


@dataclass
class OpenWorkshop:
    """A workshop with its database in a folder, and a clock."""

    context: WorkshopContext
    clock: RehearsedClock

    @classmethod
    async def open(cls, folder: Path, described: Workshop | None = None) -> OpenWorkshop:
        clock = RehearsedClock(Setting(at(14, 9), 0.0, 0.0), lambda: 0.0)
        database = await Database.open(folder / "test.db")
        keys = KeyFile(folder / "test.keys")
        return cls(await WorkshopContext.open(described or workshop(), database, clock, keys), clock)

    def set_clock(self, now: datetime) -> None:
        self.clock.run(0.0, now)

    async def join(self, name: str, administration: str, discord_id: int) -> Participant:
        return await registration.join(self.context, Person(discord_id, name, "en-GB"), administration, None)

    @property
    def formats(self) -> Formats:
        return Formats("en", self.context.workshop.zone)

    async def close(self) -> None:
        await self.context.database.close()
