"""Breaks move with the sessions around them, and are no sessions."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.core.programme import Day, Session, SessionKind, Workshop
from bot.core.schedule import Schedule, cancelled, delayed, differences, extended, moved


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2021, 3, 15, hour, minute, tzinfo=UTC)


HOUR, QUARTER = timedelta(hours=1), timedelta(minutes=15)
ONE = Session("one", {"en": "One"}, at(10), HOUR)
COFFEE = Session("coffee", {"en": "Coffee"}, at(11), QUARTER, kind=SessionKind.BREAK)
TWO = Session("two", {"en": "Two"}, at(11, 15), HOUR)
DAY = Day(1, date(2021, 3, 15), {"en": "Day"}, (ONE, TWO), (COFFEE,))
SCHEDULE = Schedule.of(Workshop("w", "UTC", ("en",), {"en": "Workshop"}, (DAY,), ()))


def agenda(schedule: Schedule) -> list[tuple[str, datetime]]:
    return [(state.id, state.start) for state in schedule.agenda(DAY.date)]


def test_a_break_stands_in_the_agenda_and_among_no_sessions() -> None:
    assert [id for id, _ in agenda(SCHEDULE)] == ["one", "coffee", "two"]
    assert [state.id for state in SCHEDULE.in_order()] == ["one", "two"]
    assert [state.id for state in SCHEDULE.on_date(DAY.date)] == ["one", "two"]
    assert SCHEDULE.upcoming(at(11, 5)) == SCHEDULE["two"]
    assert [session.id for session in SCHEDULE.workshop.sessions] == ["one", "two"]


def test_a_delay_moves_the_breaks_after_it() -> None:
    later = delayed(SCHEDULE, "one", timedelta(minutes=20), cascade=True)
    assert agenda(later) == [("one", at(10, 20)), ("coffee", at(11, 20)), ("two", at(11, 35))]
    assert [each.after.id for each in differences(SCHEDULE, later)] == ["one", "two"]


def test_a_delay_of_one_session_alone_leaves_the_break() -> None:
    assert agenda(delayed(SCHEDULE, "one", timedelta(minutes=-20), cascade=False))[1] == ("coffee", at(11))
    assert agenda(delayed(SCHEDULE, "two", timedelta(minutes=20), cascade=True))[1] == ("coffee", at(11))


def test_a_longer_session_pushes_the_break_and_what_follows() -> None:
    assert agenda(extended(SCHEDULE, "one", timedelta(minutes=5)))[1:] == [("coffee", at(11, 5)), ("two", at(11, 20))]


def test_a_moved_or_cancelled_session_leaves_the_break() -> None:
    assert agenda(moved(SCHEDULE, "two", at(15)))[1] == ("coffee", at(11))
    assert agenda(cancelled(SCHEDULE, "one"))[1] == ("coffee", at(11))


def test_a_changed_break_goes_where_breaks_are() -> None:
    later = SCHEDULE.having(SCHEDULE.breaks["coffee"].moved_to(at(13)))
    assert (set(later.states), set(later.breaks)) == ({"one", "two"}, {"coffee"})
    assert later.having(replace(later["one"], link="https://example.org")).breaks == later.breaks
