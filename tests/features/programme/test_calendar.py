"""The programme as a calendar file, opened again by the library that reads such files."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest_asyncio
from icalendar import Calendar, Event

from bot.core.programme import Day, Session
from bot.core.schedule import Schedule, cancelled, extended, moved
from bot.features.organisers import reload_service as reload
from bot.features.programme import session_service as sessions
from bot.features.programme.calendar_file import Venue, calendar
from bot.features.programme.calendar_service import sequences
from bot.i18n.catalogue import phrases
from bot.workshop.context import WorkshopContext
from tests.features.key_messages.desk_workshop import OPENS, DeskWorkshop, both, workshop

VENUE = Venue("Discord, A-CIP, Plenary", "https://discord.com/channels/1/2")
ONE = Session("one", {"fr": "Ouverture ; été", "en": "Opening"}, OPENS + timedelta(hours=2), timedelta(hours=1))
OTHER = Session(
    "other",
    {"fr": "Malawi", "en": "Malawi"},
    OPENS + timedelta(hours=4),
    timedelta(minutes=30),
    description=both("An, \\ escaped; text"),
    speakers=("Ms Awa Diarra",),
    link="https://kudo.example/1",
)
DAYS = (Day(1, date(2021, 3, 17), both("Day"), (ONE, OTHER)),)


@pytest_asyncio.fixture
async def context(tmp_path: Path) -> AsyncIterator[WorkshopContext]:
    desk = await DeskWorkshop.open(tmp_path, workshop(days=DAYS, desk=None), each=0)
    yield desk.context
    await desk.close()


def opened(schedule: Schedule, numbers: dict[str, int] | None = None, language: str = "fr") -> dict[str, Event]:
    """The events of the file by the first part of their ids."""
    file = calendar(phrases(language), schedule, numbers or {}, 7, VENUE, OPENS)
    read = Calendar.from_ical(file)
    assert isinstance(read, Calendar)
    assert read.get_missing_tzids() == set()
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    return {str(event["UID"]).split(".")[0]: event for event in read.events}


def test_each_session_is_an_event_in_the_workshops_zone() -> None:
    events = opened(Schedule.of(workshop(days=DAYS, desk=None)))
    one, other = events["one"], events["other"]
    assert str(one["UID"]) == "one.desk.7@atelier"
    assert one.start == datetime(2021, 3, 17, 13, 15, tzinfo=UTC)
    assert one["DTSTART"].params["TZID"] == "Europe/Brussels"
    assert one.end - one.start == timedelta(hours=1)
    assert str(one["SUMMARY"]) == "Ouverture ; été / Opening"
    assert (str(one["LOCATION"]), str(one["URL"])) == (VENUE.name, VENUE.url)
    assert str(other["SUMMARY"]) == "Malawi"
    assert str(other["LOCATION"]) == str(other["URL"]) == "https://kudo.example/1"
    first, second = str(other["DESCRIPTION"]).split("\n\n")
    assert "An, \\ escaped; text (fr)" in first
    assert "An, \\ escaped; text (en)" in second
    assert "Speakers: Ms Awa Diarra" in second
    assert str(opened(Schedule.of(workshop(days=DAYS, desk=None)), language="en")["one"]["SUMMARY"]).startswith("Open")


def test_a_cancelled_session_stays_and_says_so() -> None:
    events = opened(cancelled(Schedule.of(workshop(days=DAYS, desk=None)), "one"), language="en")
    assert str(events["one"]["STATUS"]) == "CANCELLED"
    assert str(events["one"]["SUMMARY"]) == "Cancelled: Opening / Ouverture ; été"
    assert str(events["other"]["STATUS"]) == "CONFIRMED"


async def test_the_sequence_grows_with_whatever_changes_and_with_nothing_else(context: WorkshopContext) -> None:
    assert await sequences(context) == await sequences(context) == {"one": 0, "other": 0}

    await sessions.change(context, lambda it: extended(it, "one", timedelta(minutes=5)), "S", "session extend", "one")
    assert await sequences(context) == {"one": 1, "other": 0}
    await sessions.set_link(context, "other", "https://zoom.example/2", "S")
    assert await sequences(context) == {"one": 1, "other": 1}
    later = context.schedule["one"].start + timedelta(minutes=15)
    await sessions.change(context, lambda it: moved(it, "one", later), "S", "schedule move", "one")
    assert await sequences(context) == {"one": 2, "other": 1}
    await sessions.change(context, lambda it: cancelled(it, "other"), "S", "schedule cancel", "other")
    assert await sequences(context) == {"one": 2, "other": 2}
    await sessions.start(context, "one", "S")  # it stands where it stood
    assert await sequences(context) == {"one": 2, "other": 2}


async def test_a_session_that_moved_before_anyone_asked_has_a_higher_number_at_once(context: WorkshopContext) -> None:
    later = context.schedule["one"].start + timedelta(minutes=15)
    await sessions.change(context, lambda it: moved(it, "one", later), "S", "schedule move", "one")
    assert (await sequences(context))["one"] == 1


async def test_a_file_read_again_keeps_the_ids_and_its_new_words_count(context: WorkshopContext) -> None:
    before = opened(context.schedule, dict(await sequences(context)))
    renamed = (replace(DAYS[0], sessions=(replace(ONE, title=both("Welcome")), OTHER)),)
    await reload.reload(context, workshop(days=renamed, desk=None), "S")
    after = opened(context.schedule, dict(await sequences(context)))
    assert {id: str(event["UID"]) for id, event in after.items()} == {
        id: str(event["UID"]) for id, event in before.items()
    }
    assert {id: event.sequence for id, event in after.items()} == {"one": 1, "other": 0}
