"""A workshop whose key-message desk is open: three administrations of two people each, and a clock set by the test."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.core.people import Participant, Person
from bot.core.programme import Administration, Day, Desk, Registration, Session, Theme, Workshop
from bot.features.roster import registration
from bot.scheduling.clock import RehearsedClock, Setting
from bot.storage.database import Database
from bot.storage.keys import KeyFile
from bot.workshop.context import WorkshopContext

OPENS = datetime(2021, 3, 17, 11, 15, tzinfo=UTC)
CLOSES = datetime(2021, 3, 17, 17, 0, tzinfo=UTC)
LANGUAGES = ("fr", "en")
SECRETARIAT = Person(1, "Secrétariat", "fr", organiser=True, facilitator=True)
TRANSLATOR = Person(2, "Translator", "en-GB", organiser=True, facilitator=True)


def both(words: str) -> dict[str, str]:
    return {"fr": f"{words} (fr)", "en": f"{words} (en)"}


def workshop(**changes: Any) -> Workshop:
    session = Session("messages", both("Messages"), OPENS, timedelta(hours=1))
    values: dict[str, Any] = {
        "id": "desk",
        "timezone": "Europe/Brussels",
        "languages": LANGUAGES,
        "title": both("Workshop"),
        "days": (Day(1, date(2021, 3, 17), both("Day"), (session,)),),
        "administrations": (
            Administration("MW", both("Malawi"), "en", "Africa/Blantyre"),
            Administration("ML", both("Mali"), "fr", "Africa/Bamako"),
            Administration("NE", both("Niger"), "fr", "Africa/Niamey"),
        ),
        "themes": (Theme("transparency", both("Transparency")), Theme("audit", both("Audit"))),
        "registration": Registration.OPEN,
        "desk": Desk("messages", CLOSES, per_administration=3, max_length=700),
    }
    return Workshop(**{**values, **changes})


@dataclass
class DeskWorkshop:
    """The workshop's context, its clock, and its people by name: `MW 1`, `MW 2`, …"""

    context: WorkshopContext
    clock: RehearsedClock
    people: dict[str, Participant]

    @classmethod
    async def open(cls, folder: Path, described: Workshop | None = None, each: int = 2) -> DeskWorkshop:
        clock = RehearsedClock(Setting(OPENS + timedelta(minutes=5), 0.0, 0.0), lambda: 0.0)
        database = await Database.open(folder / "desk.db")
        context = await WorkshopContext.open(described or workshop(), database, clock, KeyFile(folder / "desk.keys"))
        opened = cls(context, clock, {})
        for number, administration in enumerate(context.workshop.administrations):
            for person in range(1, each + 1):
                await opened.join(f"{administration.code} {person}", administration.code, 1_000 + 10 * number + person)
        return opened

    async def join(self, name: str, administration: str, discord_id: int) -> None:
        person = Person(discord_id, name, "en-GB")
        self.people[name] = await registration.join(self.context, person, administration, None)

    def pass_time(self, by: timedelta) -> None:
        self.set_time(self.clock.now() + by)

    def set_time(self, instant: datetime) -> None:
        self.clock.run(0.0, instant)

    async def close(self) -> None:
        await self.context.database.close()
