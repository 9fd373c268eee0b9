"""Changes of the programme: what moves, what is refused, and what differs afterwards."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.core.errors import SessionIsOver, SessionNotInProgress, UnknownSession
from bot.core.programme import Day, Session, Workshop
from bot.core.schedule import (
    Schedule,
    SessionState,
    cancelled,
    delayed,
    differences,
    ended,
    extended,
    linked,
    moved,
    opened,
    overlaps,
)


def at(hour: int, minute: int = 0, day: int = 15) -> datetime:
    return datetime(2021, 3, day, hour, minute, tzinfo=UTC)


def title(words: str) -> dict[str, str]:
    return {"en": words}


HOUR = timedelta(hours=1)
ONE = Session("one", title("One"), at(10), HOUR)
TWO = Session("two", title("Two"), at(11, 30), HOUR)
LATE = Session("late", title("Late"), at(23, 30), HOUR)
WORKSHOP = Workshop(
    "w",
    "Europe/Brussels",
    ("en",),
    title("Workshop"),
    (
        Day(1, date(2021, 3, 15), title("Day 1"), (ONE, TWO)),
        Day(2, date(2021, 3, 16), title("Day 2"), (LATE,)),
    ),
    (),
)
SCHEDULE = Schedule.of(WORKSHOP)


def starts(schedule: Schedule) -> dict[str, datetime]:
    return {id: state.start for id, state in schedule.states.items()}


def test_dates_are_those_of_the_workshops_clock() -> None:
    assert SCHEDULE.local_date(SCHEDULE["late"]) == date(2021, 3, 16)  # half past midnight in Brussels
    assert SCHEDULE.dates() == [date(2021, 3, 15), date(2021, 3, 16)]
    assert [state.id for state in SCHEDULE.on_date(date(2021, 3, 15))] == ["one", "two"]
    assert cancelled(SCHEDULE, "late").dates() == [date(2021, 3, 15)]


def test_the_default_session_is_the_one_in_progress_else_the_next_else_the_last() -> None:
    assert SCHEDULE.default(at(9)).id == "one"
    assert SCHEDULE.default(at(11)).id == "two"
    assert SCHEDULE.default(at(12, day=17)).id == "late"
    assert SCHEDULE.having(opened(SCHEDULE["two"], at(9))).default(at(9)).id == "two"
    with pytest.raises(UnknownSession):
        SCHEDULE["three"]


def test_a_delay_with_cascade_moves_the_rest_of_the_day() -> None:
    after = delayed(SCHEDULE, "one", timedelta(minutes=15), cascade=True)
    assert starts(after) == {"one": at(10, 15), "two": at(11, 45), "late": at(23, 30)}
    assert [change.after.id for change in differences(SCHEDULE, after)] == ["one", "two"]
    alone = delayed(SCHEDULE, "one", timedelta(minutes=-15), cascade=False)
    assert starts(alone) == {"one": at(9, 45), "two": at(11, 30), "late": at(23, 30)}
    assert alone["one"].moves == 1


def test_an_open_session_that_is_delayed_keeps_its_start() -> None:
    schedule = SCHEDULE.having(opened(SCHEDULE["one"], at(10)))
    after = delayed(schedule, "one", timedelta(minutes=15), cascade=False)["one"]
    assert (after.start, after.end, after.moves) == (at(10), at(11, 15), 0)


def test_an_extension_moves_later_sessions_only_as_far_as_needed() -> None:
    assert starts(extended(SCHEDULE, "one", timedelta(minutes=20)))["two"] == at(11, 30)
    assert starts(extended(SCHEDULE, "one", timedelta(minutes=40)))["two"] == at(11, 40)


def test_a_reopened_session_gets_fifteen_minutes() -> None:
    over = ended(opened(SessionState.of(ONE), at(10)), at(10, 50))
    again = opened(over, at(12))
    assert (again.opened_at, again.end, again.ended_at, again.openings) == (at(10), at(12, 15), None, 2)
    assert opened(over, at(10, 55)).end == at(11)


def test_what_is_over_or_cancelled_cannot_be_changed() -> None:
    over = SCHEDULE.having(ended(opened(SCHEDULE["one"], at(10)), at(11)))
    off = cancelled(SCHEDULE, "one")
    changes: list[Callable[[Schedule], Schedule]] = [
        lambda it: moved(it, "one", at(14)),
        lambda it: cancelled(it, "one"),
        lambda it: extended(it, "one", HOUR),
        lambda it: delayed(it, "one", HOUR, cascade=True),
        lambda it: linked(it, "one", "https://kudo.example/1"),
    ]
    for schedule in (over, off):
        for change in changes:
            with pytest.raises(SessionIsOver):
                change(schedule)
    with pytest.raises(SessionIsOver):
        opened(off["one"], at(10))
    with pytest.raises(SessionNotInProgress):
        ended(off["one"], at(10))


def test_a_new_link_is_a_difference_and_a_new_status_is_not() -> None:
    after = linked(SCHEDULE, "one", "https://kudo.example/1")
    assert [change.after.link for change in differences(SCHEDULE, after)] == ["https://kudo.example/1"]
    assert after.link_of(after["one"]) == "https://kudo.example/1"
    assert differences(SCHEDULE, SCHEDULE.having(opened(SCHEDULE["one"], at(10)))) == []


def test_overlaps_are_those_of_sessions_still_to_be_held() -> None:
    after = moved(SCHEDULE, "two", at(10, 30))
    assert [(one.id, other.id) for one, other in overlaps(after)] == [("one", "two")]
    assert overlaps(cancelled(after, "one")) == []
