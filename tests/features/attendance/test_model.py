"""Attendance as INTERFACE.md counts it: the union of all sources, against a count second by second."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.attendance.model import Mark, Presence, Sitting, Source, Standing, assess, union

NINE = datetime(2021, 3, 15, 9, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return NINE + timedelta(seconds=seconds)


SITTING = Sitting(at(600), at(1_200), at(720), timedelta(seconds=300))
"""Ten minutes; late after two, present from five."""

instants = st.integers(0, 1_800)


@st.composite
def presences(draw: st.DrawFn) -> Presence:
    start = draw(instants)
    end = draw(st.none() | st.integers(start, 1_800))
    return Presence(at(start), None if end is None else at(end), draw(st.sampled_from(Source)), draw(st.booleans()))


def second_by_second(found: Sequence[Presence]) -> list[int]:
    """The seconds of the sitting in which anyone of `found` says they were there."""
    return [
        second
        for second in range(600, 1_200)
        if any(p.start <= at(second) and (p.end is None or at(second) < p.end) for p in found)
    ]


@given(st.lists(presences(), max_size=12), st.randoms())
def test_the_union_of_all_sources_is_the_count_of_seconds_in_any_order_of_arrival(
    found: list[Presence], random: object
) -> None:
    there = second_by_second(found)
    record = assess(found, SITTING)
    assert record.time == timedelta(seconds=len(there))
    assert record.first_in == (at(there[0]) if there else None)
    assert record.last_out == (at(there[-1] + 1) if there else None)
    random.shuffle(found)  # type: ignore[attr-defined]
    assert assess(found, SITTING) == record


@given(st.lists(presences(), max_size=12))
def test_the_standing_follows_from_those_seconds(found: list[Presence]) -> None:
    there = second_by_second(found)
    expected = (
        Standing.ABSENT
        if not there
        else Standing.PARTIAL
        if len(there) < 300
        else Standing.LATE
        if there[0] > 720
        else Standing.PRESENT
    )
    assert assess(found, SITTING).standing is expected


@given(st.lists(presences(), max_size=12))
def test_sources_are_those_that_saw_anything_of_the_session(found: list[Presence]) -> None:
    seeing = {p.source for p in found if second_by_second([p])}
    assert set(assess(found, SITTING).sources) == seeing


@given(st.lists(presences(), max_size=6), st.sampled_from([Standing.PRESENT, Standing.LATE, Standing.EXCUSED]))
def test_a_mark_never_takes_time_away_except_absent(found: list[Presence], standing: Standing) -> None:
    marked = assess(found, SITTING, Mark(standing, "why"))
    assert marked.standing is standing
    assert marked.time >= assess(found, SITTING).time
    assert Source.ORGANISER in marked.sources
    absent = assess(found, SITTING, Mark(Standing.ABSENT, "why"))
    assert (absent.time, absent.first_in, absent.sources) == (timedelta(), None, (Source.ORGANISER,))


@pytest.mark.parametrize(
    ("standing", "minutes"),
    [(Standing.PRESENT, 10), (Standing.LATE, 8), (Standing.EXCUSED, 0), (Standing.ABSENT, 0)],
)
def test_what_a_mark_alone_is_worth(standing: Standing, minutes: float) -> None:
    assert assess([], SITTING, Mark(standing, "")).minutes == minutes


def test_what_an_organiser_vouches_for_is_certain() -> None:
    voice = Presence(at(600), at(700), Source.VOICE, uncertain=True)
    assert assess([voice], SITTING).uncertain
    assert not assess([voice], SITTING, Mark(Standing.PRESENT, "")).uncertain


def test_a_drop_and_return_is_one_person_and_spans_that_touch_are_one() -> None:
    assert union([(at(5), at(9)), (at(0), at(5)), (at(20), at(30))]) == [(at(0), at(9)), (at(20), at(30))]
