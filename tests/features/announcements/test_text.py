"""What announcements about the programme say: titles, times on the workshop's clock, what follows."""

from dataclasses import replace
from datetime import date, timedelta

from bot.chat.escaping import close_markup
from bot.core.programme import Session
from bot.core.schedule import Schedule, SessionState
from bot.features.announcements import text
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from tests.features.running_workshop import at, both, workshop

WORKSHOP = workshop()
SCHEDULE = Schedule.of(WORKSHOP)
_, F = phrases("en"), Formats("en", WORKSHOP.zone)


def test_the_agenda_has_the_sessions_of_the_day() -> None:
    shown = text.agenda(_, F, SCHEDULE, date(2021, 3, 15))
    assert [title in shown for title in ("a (en)", "b (en)", "c (en)", "d (en)")] == [True, True, True, False]


def test_a_reminder_has_the_title_and_the_link() -> None:
    state = replace(SCHEDULE["a"], link="https://kudo.example")
    lines = text.reminder(_, F, SCHEDULE, state).split("\n")
    assert lines[0] == "**Reminder: a (en)**"
    assert lines[2] == "It is held here: https://kudo.example"


def test_an_opening_has_a_short_description_and_is_read_aloud_with_all_of_it() -> None:
    about = "About everything that a session can be about. " * 4
    session = Session("a", both("a"), at(15, 10), timedelta(minutes=30), description=both(about), speakers=("Zoë",))
    state = SessionState.of(session)
    shown = text.opening(_, F, SCHEDULE, state)
    sentence = about[:46].rstrip()
    assert shown.split("\n")[:3] == ["**The session is open: a (en)**", f"{sentence} {sentence} About…", "With: Zoë"]
    assert text.opening(_, F, SCHEDULE, state, aloud=True).split("\n")[1] == f"{about} (en)"


def test_a_closing_has_what_comes_next() -> None:
    assert "b (en)" in text.closing(_, F, SCHEDULE["a"], SCHEDULE["b"])
    assert text.closing(_, F, SCHEDULE["a"], None) == "**The session is over: a (en)**\nThank you all."


def test_a_notice_is_what_was_written_in_the_language_and_closes_its_markup() -> None:
    assert text.notice(_, {"fr": "Oui", "en": "```\nYes"}) == close_markup("```\nYes")
    assert text.notice(_, {"fr": "Oui"}) == "Oui"
