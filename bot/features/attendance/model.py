"""Who was there: intervals of presence, counted once however many sources report them.

The rules are INTERFACE.md's: `absent` none; `partial` under `present_after` of the session's length;
`late` enough, but first in after `late_after`; `present` enough and in time; `excused` by an organiser.

An organiser's mark is one more source, and has the last word on the standing: `present` stands for the whole
session, `late` for what was left of it, `absent` for none of it whatever else was noted; `excused` adds no time
and takes none away. What an organiser vouches for is certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.programme import AttendanceRule
from bot.core.schedule import SessionState


class Source(StrEnum):
    VOICE = "voice"
    BUTTON = "button"
    CODE = "code"
    IMPORT = "import"
    ORGANISER = "organiser"


_ORDER = tuple(Source)


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
    """What an organiser says someone's attendance was, and why; who said so, and when."""

    standing: Standing
    reason: str
    actor: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session as attendance counts it: the time it was open, and from when one is late."""

    start: datetime
    end: datetime
    late_from: datetime
    enough: timedelta

    @classmethod
    def of(cls, state: SessionState, rule: AttendanceRule) -> Sitting:
        """Until a session has ended, it is counted to its planned end: as if those present stayed.

        One opened ahead of time makes nobody late who comes at the time announced.
        """
        start = state.opened_at or state.start
        end = state.ended_at or state.end
        late_from = max(start, state.start) + rule.late_after
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
    if mark is None:
        return _counted(presences, sitting)
    if mark.standing is Standing.ABSENT:
        return Record(Standing.ABSENT, sources=(Source.ORGANISER,), reason=mark.reason)
    record = _counted([*presences, *_meant(mark, presences, sitting)], sitting)
    return replace(
        record,
        standing=mark.standing,
        sources=_sources([*record.sources, Source.ORGANISER]),
        uncertain=record.uncertain and mark.standing is Standing.EXCUSED,
        reason=mark.reason,
    )


def _counted(presences: Sequence[Presence], sitting: Sitting) -> Record:
    counted = [(p, span) for p in presences if (span := _within(p, sitting)) is not None]
    spans = union(span for _, span in counted)
    time = sum((end - start for start, end in spans), timedelta())
    return Record(
        standing=_standing(spans, time, sitting),
        time=time,
        first_in=spans[0][0] if spans else None,
        last_out=spans[-1][1] if spans else None,
        sources=_sources([p.source for p, _ in counted]),
        uncertain=any(p.uncertain for p, _ in counted),
    )


def _meant(mark: Mark, presences: Sequence[Presence], sitting: Sitting) -> list[Presence]:
    """The time a mark stands for: someone late was there from when they were first seen, or from when one is late."""
    if mark.standing is Standing.PRESENT:
        return [Presence(sitting.start, sitting.end, Source.ORGANISER)]
    if mark.standing is Standing.LATE:
        seen = _counted(presences, sitting).first_in
        return [Presence(max(seen or sitting.late_from, sitting.late_from), sitting.end, Source.ORGANISER)]
    return []


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
    return tuple(sorted(seen, key=_ORDER.index)) if len(seen) > 1 else tuple(seen)
