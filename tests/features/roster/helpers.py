"""A small workshop on a real database, with a clock that a test sets: what tests of the roster and attendance use."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.core.people import Participant, Person
from bot.core.programme import Administration, Day, Registration, Session, Workshop
from bot.features.roster import registration
from bot.i18n.formats import Formats
from bot.scheduling.clock import RehearsedClock, Setting
from bot.storage.database import Database
from bot.storage.keys import KeyFile
from bot.workshop.context import WorkshopContext

START = datetime(2021, 3, 17, 11, 0, tzinfo=UTC)
SESSION = "opening"
LANGUAGES = ("fr", "en")


def translated(text: str) -> dict[str, str]:
    return {language: f"{text} ({language})" for language in LANGUAGES}


def sample_workshop(**changes: Any) -> Workshop:
    """One session of an hour from `START`; anyone may join one of three administrations."""
    session = Session(SESSION, translated("Opening"), START, timedelta(hours=1))
    values: dict[str, Any] = {
        "id": "sample",
        "timezone": "Europe/Brussels",
        "languages": LANGUAGES,
        "title": translated("Workshop"),
        "days": (Day(1, date(2021, 3, 17), translated("Day"), (session,)),),
        "administrations": (
            Administration("MW", {"fr": "Malawi", "en": "Malawi"}, "en", "Africa/Blantyre"),
            Administration("ML", {"fr": "Mali", "en": "Mali"}, "fr", "Africa/Bamako"),
            Administration("NE", {"fr": "Niger", "en": "Niger"}, "fr", "Africa/Niamey"),
        ),
        "registration": Registration.OPEN,
    }
    return Workshop(**{**values, **changes})


@dataclass
class SampleWorkshop:
    """The context, its clock, and the participants by name, such as `ML 1`."""

    context: WorkshopContext
    clock: RehearsedClock
    folder: Path
    people: dict[str, Participant] = field(default_factory=dict)

    def set_time(self, at: datetime) -> None:
        self.clock.run(0.0, at)

    def pass_time(self, by: timedelta) -> None:
        self.set_time(self.clock.now() + by)

    def formats(self, language: str) -> Formats:
        return Formats(language, self.context.workshop.zone)

    async def join(self, name: str, administration: str, discord_id: int) -> Participant:
        person = Person(discord_id, name, "en-GB")
        self.people[name] = await registration.join(self.context, person, administration, None)
        return self.people[name]

    async def reopen(self) -> WorkshopContext:
        """A context as after a restart: it has read the same database again."""
        return await WorkshopContext.open(self.context.workshop, self.context.database, self.clock, self.context.keys)


@asynccontextmanager
async def opened(folder: Path, workshop: Workshop | None = None, *, each: int = 0) -> AsyncIterator[SampleWorkshop]:
    """The workshop five minutes before its session, with `each` participants in every administration.

    Their Discord ids are 1001, 1002, … in the first administration, 1011, … in the second.
    """
    clock = RehearsedClock(Setting(START - timedelta(minutes=5), 0.0, 0.0), lambda: 0.0)
    database = await Database.open(folder / "sample.db")
    keys = KeyFile(folder / "sample.keys")
    sample = SampleWorkshop(
        await WorkshopContext.open(workshop or sample_workshop(), database, clock, keys), clock, folder
    )
    for number, administration in enumerate(sample.context.workshop.administrations):
        for person in range(1, each + 1):
            await sample.join(f"{administration.code} {person}", administration.code, 1_000 + 10 * number + person)
    try:
        yield sample
    finally:
        await database.close()
