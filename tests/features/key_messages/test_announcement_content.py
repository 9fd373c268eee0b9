"""Announcements about the desk: to whom the reminder goes, and that it is not sent once all have written."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.announcement_kind import AnnouncementKind
from bot.core.people import Person
from bot.core.programme import Administration, Desk, Registration
from bot.features.announcements.model import Announcement, key_of
from bot.features.key_messages import writing_service
from bot.features.key_messages.announcement_content import desk_close, desk_open, desk_reminder
from bot.features.roster import registration
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from tests.features.running_workshop import RunningWorkshop, at, both, workshop

AWA, KOFFI = Person(11, "Awa"), Person(12, "Koffi")
ADMINISTRATIONS = (
    Administration("MW", both("Malawi"), "en", "Africa/Blantyre"),
    Administration("ML", both("Mali"), "fr", "Africa/Bamako"),
)
KIND = AnnouncementKind.DESK_REMINDER
REMINDER = Announcement(key_of("desk", KIND, "", timedelta(minutes=10)), KIND, "desk", "", at(16, 16, 50))


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[RunningWorkshop]:
    described = workshop(
        administrations=ADMINISTRATIONS, registration=Registration.OPEN, desk=Desk("a", at(16, 17), reminders=())
    )
    begun = await RunningWorkshop.begin(tmp_path, described)
    await registration.join(begun.context, AWA, "MW", None)
    await registration.join(begun.context, KOFFI, "ML", None)
    await begun.run_until(at(15, 11))
    yield begun
    await begun.close()


async def write(running: RunningWorkshop, person: Person) -> None:
    who = running.context.people[person.discord_id]
    await writing_service.write(running.context, who, "More exchange", language="en", theme=None)


async def reminded(running: RunningWorkshop) -> list[str]:
    content = await desk_reminder(running.context, REMINDER, False)
    return [person.name for person in content.recipients] if content else []


async def test_the_reminder_goes_to_those_who_have_sent_nothing(running: RunningWorkshop) -> None:
    assert await reminded(running) == ["Awa", "Koffi"]
    await write(running, AWA)
    assert await reminded(running) == ["Koffi"]
    await write(running, KOFFI)
    assert await desk_reminder(running.context, REMINDER, False) is None
    closing = await desk_close(running.context, REMINDER, False)
    assert closing
    said = closing.say(phrases("en"), Formats("en", running.workshop.zone))
    assert said.endswith("2 messages were received, from 2 of the 2 groups.")


async def test_a_workshop_without_a_desk_announces_nothing_of_it(tmp_path: Path) -> None:
    running = await RunningWorkshop.begin(tmp_path, workshop(desk=None))
    assert [await content(running.context, REMINDER, False) for content in (desk_open, desk_reminder, desk_close)] == [
        None
    ] * 3
    await running.close()
