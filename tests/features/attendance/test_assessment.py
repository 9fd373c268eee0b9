"""The rules of attendance, compared with a count second by second."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.attendance.assessment import assess, union
from bot.features.attendance.model import AttendanceStatus, AttendanceWindow, Mark, Presence, PresenceSource

NINE = datetime(2021, 3, 15, 9, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return NINE + timedelta(seconds=seconds)


WINDOW = AttendanceWindow(at(600), at(1_200), at(720), timedelta(seconds=300))
"""Ten minutes; late after two, present after five."""

instants = st.integers(0, 1_800)


@st.composite
def presences(draw: st.DrawFn) -> Presence:
    start = draw(instants)
    end = draw(st.none() | st.integers(start, 1_800))
    return Presence(
        at(start), None if end is None else at(end), draw(st.sampled_from(PresenceSource)), draw(st.booleans())
    )


def second_by_second(found: Sequence[Presence]) -> list[int]:
    """The seconds of the window that any of the presences covers."""
    return [
        second
        for second in range(600, 1_200)
        if any(p.start <= at(second) and (p.end is None or at(second) < p.end) for p in found)
    ]


@given(st.lists(presences(), max_size=12), st.randoms())
def test_the_time_of_all_sources_is_the_count_of_seconds_in_any_order(found: list[Presence], random: object) -> None:
    seconds = second_by_second(found)
    assessment = assess(found, WINDOW)
    assert assessment.time == timedelta(seconds=len(seconds))
    assert assessment.first_in == (at(seconds[0]) if seconds else None)
    assert assessment.last_out == (at(seconds[-1] + 1) if seconds else None)
    random.shuffle(found)  # type: ignore[attr-defined]
    assert assess(found, WINDOW) == assessment


@given(st.lists(presences(), max_size=12))
def test_the_status_follows_from_those_seconds(found: list[Presence]) -> None:
    seconds = second_by_second(found)
    expected = (
        AttendanceStatus.ABSENT
        if not seconds
        else AttendanceStatus.PARTIAL
        if len(seconds) < 300
        else AttendanceStatus.LATE
        if seconds[0] > 720
        else AttendanceStatus.PRESENT
    )
    assert assess(found, WINDOW).status is expected


@given(st.lists(presences(), max_size=12))
def test_sources_are_those_with_time_in_the_session(found: list[Presence]) -> None:
    with_time = {p.source for p in found if second_by_second([p])}
    assert set(assess(found, WINDOW).sources) == with_time


@given(
    st.lists(presences(), max_size=6),
    st.sampled_from([AttendanceStatus.PRESENT, AttendanceStatus.LATE, AttendanceStatus.EXCUSED]),
)
def test_a_mark_never_takes_time_away_except_absent(found: list[Presence], status: AttendanceStatus) -> None:
    marked = assess(found, WINDOW, Mark(status, "why"))
    assert marked.status is status
    assert marked.time >= assess(found, WINDOW).time
    assert PresenceSource.ORGANISER in marked.sources
    absent = assess(found, WINDOW, Mark(AttendanceStatus.ABSENT, "why"))
    assert (absent.time, absent.first_in, absent.sources) == (timedelta(), None, (PresenceSource.ORGANISER,))


@pytest.mark.parametrize(
    ("status", "minutes"),
    [
        (AttendanceStatus.PRESENT, 10),
        (AttendanceStatus.LATE, 8),
        (AttendanceStatus.EXCUSED, 0),
        (AttendanceStatus.ABSENT, 0),
    ],
)
def test_the_minutes_of_a_mark_alone(status: AttendanceStatus, minutes: float) -> None:
    assert assess([], WINDOW, Mark(status, "")).minutes == minutes


def test_what_an_organiser_confirms_is_certain() -> None:
    voice = Presence(at(600), at(700), PresenceSource.VOICE, uncertain=True)
    assert assess([voice], WINDOW).uncertain
    assert not assess([voice], WINDOW, Mark(AttendanceStatus.PRESENT, "")).uncertain


def test_spans_that_touch_or_overlap_become_one() -> None:
    assert union([(at(5), at(9)), (at(0), at(5)), (at(20), at(30))]) == [(at(0), at(9)), (at(20), at(30))]
