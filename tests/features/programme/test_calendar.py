"""The programme as a calendar file, parsed again by the library that reads such files."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from icalendar import Calendar, Event

from bot.core.programme import Day, Session, Workshop
from bot.core.schedule import Schedule, cancelled, extended, moved
from bot.features.programme import session_service as sessions
from bot.features.programme.calendar_file import Venue, render
from bot.features.programme.calendar_service import sequence_numbers
from bot.i18n.catalogue import phrases
from tests.features.helpers import ORGANISER
from tests.workshop.helpers import OPENS, OpenWorkshop, both, workshop

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
DAYS = (Day(1, date(2021, 3, 15), both("Day"), (ONE, OTHER)),)
SCHEDULE = Schedule.of(workshop(days=DAYS))


@pytest.fixture
def described() -> Workshop:
    return workshop(days=DAYS)


def events_by_session(
    schedule: Schedule, numbers: dict[str, int] | None = None, language: str = "fr"
) -> dict[str, Event]:
    """The events of the rendered file, by session id (the first part of the UID)."""
    file = render(phrases(language), schedule, numbers or {}, 7, VENUE, OPENS)
    read = Calendar.from_ical(file)
    assert isinstance(read, Calendar)
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    return {str(event["UID"]).split(".")[0]: event for event in read.events}


def test_each_session_is_an_event() -> None:
    events = events_by_session(SCHEDULE)
    one, other = events["one"], events["other"]
    assert str(one["UID"]) == "one.small.7@atelier"
    assert one.start == datetime(2021, 3, 15, 12, 0, tzinfo=UTC)
    assert one["DTSTART"].to_ical() == b"20210315T120000Z"
    assert one["DTSTAMP"].to_ical() == f"{OPENS:%Y%m%dT%H%M%SZ}".encode()
    assert one.end - one.start == timedelta(hours=1)
    assert str(one["SUMMARY"]) == "Ouverture ; été / Opening"
    assert (str(one["LOCATION"]), str(one["URL"])) == (VENUE.name, VENUE.url)
    assert str(other["SUMMARY"]) == "Malawi"
    assert str(other["LOCATION"]) == str(other["URL"]) == "https://kudo.example/1"
    first, second = str(other["DESCRIPTION"]).split("\n\n")
    assert "An, \\ escaped; text (fr)" in first
    assert "An, \\ escaped; text (en)" in second
    assert "Speakers: Ms Awa Diarra" in second
    assert str(events_by_session(SCHEDULE, language="en")["one"]["SUMMARY"]).startswith("Open")


def test_a_cancelled_session_stays_in_the_file_and_is_marked() -> None:
    events = events_by_session(cancelled(SCHEDULE, "one"), language="en")
    assert str(events["one"]["STATUS"]) == "CANCELLED"
    assert str(events["one"]["SUMMARY"]) == "Cancelled: Opening / Ouverture ; été"
    assert str(events["other"]["STATUS"]) == "CONFIRMED"


async def test_the_sequence_number_grows_with_each_change_and_only_then(opened: OpenWorkshop) -> None:
    context = opened.context
    assert await sequence_numbers(context) == await sequence_numbers(context) == {"one": 0, "other": 0}

    await sessions.change_schedule(
        context, lambda it: extended(it, "one", timedelta(minutes=5)), ORGANISER, "session extend", "one"
    )
    assert await sequence_numbers(context) == {"one": 1, "other": 0}
    await sessions.set_link(context, "other", "https://zoom.example/2", ORGANISER)
    assert await sequence_numbers(context) == {"one": 1, "other": 1}
    later = context.schedule["one"].start + timedelta(minutes=15)
    await sessions.change_schedule(context, lambda it: moved(it, "one", later), ORGANISER, "schedule move", "one")
    assert await sequence_numbers(context) == {"one": 2, "other": 1}
    await sessions.change_schedule(context, lambda it: cancelled(it, "other"), ORGANISER, "schedule cancel", "other")
    assert await sequence_numbers(context) == {"one": 2, "other": 2}
    await sessions.start(context, "one", ORGANISER)  # its times are the same
    assert await sequence_numbers(context) == {"one": 2, "other": 2}


async def test_a_session_that_moved_before_the_first_file_starts_with_a_higher_number(opened: OpenWorkshop) -> None:
    context = opened.context
    later = context.schedule["one"].start + timedelta(minutes=15)
    await sessions.change_schedule(context, lambda it: moved(it, "one", later), ORGANISER, "schedule move", "one")
    assert (await sequence_numbers(context))["one"] == 1


async def test_a_reloaded_file_keeps_the_uids_and_a_new_title_raises_the_number(opened: OpenWorkshop) -> None:
    context = opened.context
    before = events_by_session(context.schedule, dict(await sequence_numbers(context)))
    renamed = (replace(DAYS[0], sessions=(replace(ONE, title=both("Welcome")), OTHER)),)
    context.schedule = Schedule.of(workshop(days=renamed))
    after = events_by_session(context.schedule, dict(await sequence_numbers(context)))
    assert {id: str(event["UID"]) for id, event in after.items()} == {
        id: str(event["UID"]) for id, event in before.items()
    }
    assert {id: event.sequence for id, event in after.items()} == {"one": 1, "other": 0}


def offset_changes(zone: ZoneInfo) -> list[datetime]:
    """Noon, by the zone's clocks, of each Monday from 2021 to 2030 before which they were changed."""
    noons = [datetime(2021, 1, 4, 12, 0, tzinfo=zone) + timedelta(weeks=n) for n in range(522)]
    return [noon for before, noon in pairwise(noons) if before.utcoffset() != noon.utcoffset()]


@pytest.mark.parametrize("letter", sorted({name[0] for name in available_timezones()}))
def test_the_file_has_the_instants_of_every_time_zone(letter: str) -> None:
    for name in sorted(name for name in available_timezones() if name[0] == letter):
        zone = ZoneInfo(name)
        times = [datetime(2021, 7, 1, 9, 30, tzinfo=zone), *offset_changes(zone)]
        held = tuple(
            Session(f"s{n}", both("Session"), at.astimezone(UTC), timedelta(hours=1)) for n, at in enumerate(times)
        )
        days = (Day(1, date(2021, 3, 15), both("Day"), held),)
        file = render(phrases("en"), Schedule.of(workshop(days=days, timezone=name)), {}, 7, VENUE, OPENS)
        # Not by the library: it would ask zoneinfo, and never read the rules that stand in the file.
        written = [datetime.fromisoformat(each.decode()) for each in re.findall(rb"DTSTART:(\d{8}T\d{6}Z)\r\n", file)]
        assert written == sorted(times), name
