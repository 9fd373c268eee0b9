"""Who was there: intervals of presence, counted once however many sources report them.

The rules are INTERFACE.md's: `absent` none; `partial` under `present_after` of the session's length;
`late` enough, but first in after `late_after`; `present` enough and in time; `excused` by an organiser.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.programme import AttendanceRule
from bot.domain.schedule import Slot


class Source(StrEnum):
    VOICE = "voice"
    BUTTON = "button"
    CODE = "code"
    IMPORT = "import"
    ORGANISER = "organiser"


class Standing(StrEnum):
    PRESENT = "present"
    LATE = "late"
    PARTIAL = "partial"
    ABSENT = "absent"
    EXCUSED = "excused"


REPRESENTS = frozenset({Standing.PRESENT, Standing.LATE, Standing.PARTIAL})
"""An administration is represented by anyone who stands so."""

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Presence:
    """Someone there from `start` to `end`; None while they still are. `uncertain`: its end or start was not seen."""

    start: datetime
    end: datetime | None
    source: Source
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What an organiser says someone's attendance was, and why."""

    standing: Standing
    reason: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session as attendance counts it: the time it was open, and from when one is late."""

    start: datetime
    end: datetime
    late_from: datetime
    enough: timedelta

    @classmethod
    def of(cls, slot: Slot, rule: AttendanceRule) -> Sitting:
        """Until a session has ended, it is counted to its planned end: as if those present stayed.

        One opened ahead of time makes nobody late who comes at the time announced.
        """
        start = slot.opened_at or slot.start
        end = slot.ended_at or slot.end
        late_from = max(start, slot.start) + rule.late_after
        return cls(start, end, late_from, (end - start) * rule.present_after)


@dataclass(frozen=True, slots=True)
class Record:
    """One person's attendance of one session; instants in UTC, `time` is how long they were there."""

    standing: Standing
    time: timedelta = timedelta()
    first_in: datetime | None = None
    last_out: datetime | None = None
    sources: tuple[Source, ...] = ()
    uncertain: bool = False
    reason: str = ""

    @property
    def minutes(self) -> float:
        return round(self.time.total_seconds() / 60, 2)

    @property
    def represents(self) -> bool:
        return self.standing in REPRESENTS


def union(spans: Iterable[Span]) -> list[Span]:
    """The time covered by any of `spans`, as spans that neither touch nor overlap, in order."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def assess(presences: Sequence[Presence], sitting: Sitting, mark: Mark | None = None) -> Record:
    """What `presences` amount to in `sitting`; an organiser's mark has the last word on the standing."""
    counted = [(p, span) for p in presences if (span := _within(p, sitting)) is not None]
    spans = union(span for _, span in counted)
    time = sum((end - start for start, end in spans), timedelta())
    record = Record(
        standing=_standing(spans, time, sitting),
        time=time,
        first_in=spans[0][0] if spans else None,
        last_out=spans[-1][1] if spans else None,
        sources=_sources([p.source for p, _ in counted]),
        uncertain=any(p.uncertain for p, _ in counted),
    )
    return _marked(record, mark) if mark else record


def _within(presence: Presence, sitting: Sitting) -> Span | None:
    start = max(presence.start, sitting.start)
    end = min(presence.end or sitting.end, sitting.end)
    return (start, end) if start < end else None


def _standing(spans: list[Span], time: timedelta, sitting: Sitting) -> Standing:
    if not spans:
        return Standing.ABSENT
    if time < sitting.enough:
        return Standing.PARTIAL
    return Standing.LATE if spans[0][0] > sitting.late_from else Standing.PRESENT


def _sources(found: Iterable[Source]) -> tuple[Source, ...]:
    seen = set(found)
    return tuple(source for source in Source if source in seen)


def _marked(record: Record, mark: Mark) -> Record:
    return Record(
        mark.standing,
        record.time,
        record.first_in,
        record.last_out,
        _sources([*record.sources, Source.ORGANISER]),
        record.uncertain,
        mark.reason,
    )
