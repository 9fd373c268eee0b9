"""A workshop of two days for the tests of this feature, with a clock that is set by hand."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from bot.core.programme import Administration, Day, Registration, Session, Workshop
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from tests.workshop import helpers
from tests.workshop.helpers import both

ENGLISH = phrases("en")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2021, 3, day, hour, minute, tzinfo=UTC)


DAY_BEFORE = at(14, 9)


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
        "reminders": (),
    }
    return Workshop(**{**values, **changes})


class OpenWorkshop(helpers.OpenWorkshop):
    """The workshop with its database in a folder, on the day before it begins."""

    @classmethod
    async def open(cls, folder: Path, described: Workshop | None = None, now: datetime = DAY_BEFORE) -> Self:
        return await super().open(folder, described or workshop(), now)

    @property
    def formats(self) -> Formats:
        return Formats("en", self.context.workshop.zone)
