"""The plan of announcements follows the programme, and its keys are stable."""

from datetime import timedelta

from bot.core.announcement_kind import AnnouncementKind
from bot.core.schedule import Schedule, cancelled, delayed
from bot.features.announcements.model import Announcement, AnnouncementRecord, ListedAnnouncement, Status, key_of
from bot.features.announcements.plan import plan
from tests.features.running_workshop import at, both, workshop


def keys(schedule: Schedule, subject: str) -> list[str]:
    return [it.key for it in plan(schedule) if it.subject == subject and it.language == "fr"]


def test_a_session_is_announced_before_at_its_beginning_and_at_its_end() -> None:
    assert keys(Schedule.of(workshop()), "a") == [
        "a/reminder/1d/fr",
        "a/reminder/1h/fr",
        "a/reminder/10m/fr",
        "a/opening/fr",
        "a/closing/fr",
    ]


def test_a_moved_session_has_other_reminders_and_a_cancelled_one_has_none() -> None:
    schedule = Schedule.of(workshop())
    assert "a/reminder/10m/fr/2" in keys(delayed(schedule, "a", timedelta(minutes=5), cascade=False), "a")
    assert keys(cancelled(schedule, "a"), "a") == []


def test_the_plan_is_in_the_order_of_time_and_in_every_language() -> None:
    planned = plan(Schedule.of(workshop()))
    assert [it.due for it in planned] == sorted(it.due for it in planned)
    assert {it.language for it in planned} == {"fr", "en"}


def test_a_key_names_the_offset_of_a_reminder() -> None:
    key = key_of("a", AnnouncementKind.REMINDER, "fr", timedelta(minutes=10), revision=2)
    assert key == "a/reminder/10m/fr/2"
    reminder = Announcement(key, AnnouncementKind.REMINDER, "a", "fr", at(15, 9, 50), "a")
    assert reminder.offset == timedelta(minutes=10)


def test_a_list_shows_the_title_of_the_session_or_what_an_organiser_wrote() -> None:
    schedule = Schedule.of(workshop())
    opening = Announcement("a/opening/fr", AnnouncementKind.OPENING, "a", "fr", at(15, 10), "a")
    notice = Announcement(
        "notice-1/notice/fr", AnnouncementKind.NOTICE, "notice-1", "fr", at(15, 10), None, '{"fr": "Oui"}'
    )
    agenda = Announcement("2021-03-15/agenda/fr", AnnouncementKind.AGENDA, "2021-03-15", "fr", at(15, 8))
    about = [
        ListedAnnouncement.of(schedule, AnnouncementRecord(it, Status.DUE)).about for it in (opening, notice, agenda)
    ]
    assert about == [both("a"), {"fr": "Oui"}, None]
