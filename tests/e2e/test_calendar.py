"""The calendar file over the wire."""

from datetime import timedelta

from icalendar import Calendar, Event

from fakecord import Person
from tests.e2e.harness import Harness, seconds_from_now, session, workshop_file
from tests.e2e.session_workshop import attached_files, settled

NAME = "Awa Traoré"


async def events(person: Person) -> dict[str, Event]:
    """The events of the calendar that a person gets, by session."""
    reply = (await settled(person, "calendar")).reply
    assert reply.ephemeral
    read = Calendar.from_ical(attached_files(reply)["e2e.ics"])
    assert isinstance(read, Calendar)
    return {str(event["UID"]).split(".")[0]: event for event in read.events}


async def test_the_calendar_follows_delays_and_cancellations(harness: Harness) -> None:
    first = session("first", seconds_from_now(3_000), 600)
    second = session("second", seconds_from_now(5_000), 600, link="https://kudo.example/2")
    harness.configure(workshop_file(first, second))
    await harness.start_bot()
    await settled(harness.organiser, "workshop setup")
    awa = harness.coordinator(NAME, "fr")
    before = await events(awa)
    assert str(before["first"]["SUMMARY"]) == "First (fr) / First (en)"
    assert "Plenary" in str(before["first"]["LOCATION"])
    assert str(before["second"]["LOCATION"]) == "https://kudo.example/2"

    delay = await settled(harness.organiser, "schedule delay", minutes=5, session="first", cascade=False)
    await harness.organiser.press(delay.reply, 0)
    cancel = await settled(harness.organiser, "schedule cancel", session="second")
    await harness.organiser.press(cancel.reply, 0)
    after = await events(awa)
    assert after["first"].start - before["first"].start == timedelta(minutes=5)
    for id in ("first", "second"):
        assert str(after[id]["UID"]) == str(before[id]["UID"])
        assert after[id].sequence == before[id].sequence + 1
    assert str(after["second"]["STATUS"]) == "CANCELLED"
    assert harness.server.violations == []
