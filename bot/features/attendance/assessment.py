"""The rules of attendance: compute a status from presences and marks.

Presences of all sources count together, overlaps once. The status is:

- `absent`: no time in the session;
- `partial`: less time than the rule `present_after` requires;
- `late`: enough time, but the first arrival is later than `late_after`;
- `present`: enough time, and not late;
- `excused`: only an organiser's mark says so.

A mark decides the status. `present` also counts the whole session, `late` the rest of it, `absent` none of it;
`excused` leaves the time as it is. Time that an organiser confirms counts as certain.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.features.attendance.model import (
    Assessment,
    AttendanceStatus,
    AttendanceWindow,
    Mark,
    Presence,
    PresenceSource,
    TimeSpan,
)

_SOURCE_ORDER = tuple(PresenceSource)


def union(spans: Iterable[TimeSpan]) -> list[TimeSpan]:
    """The time covered by any of `spans`, as sorted spans that neither touch nor overlap."""
    merged: list[TimeSpan] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def assess(presences: Sequence[Presence], window: AttendanceWindow, mark: Mark | None = None) -> Assessment:
    """Assess one person's attendance of one session by the rules above."""
    if mark is None:
        return _assess_presences(presences, window)
    if mark.status is AttendanceStatus.ABSENT:
        return Assessment(AttendanceStatus.ABSENT, sources=(PresenceSource.ORGANISER,), reason=mark.reason)
    assessment = _assess_presences([*presences, *_marked_presences(mark, presences, window)], window)
    return replace(
        assessment,
        status=mark.status,
        sources=_in_order([*assessment.sources, PresenceSource.ORGANISER]),
        uncertain=assessment.uncertain and mark.status is AttendanceStatus.EXCUSED,
        reason=mark.reason,
    )


def _assess_presences(presences: Sequence[Presence], window: AttendanceWindow) -> Assessment:
    counted = [(presence, span) for presence in presences if (span := _span_within(presence, window)) is not None]
    spans = union(span for _, span in counted)
    time = sum((end - start for start, end in spans), timedelta())
    return Assessment(
        status=_status(spans, time, window),
        time=time,
        first_in=spans[0][0] if spans else None,
        last_out=spans[-1][1] if spans else None,
        sources=_in_order([presence.source for presence, _ in counted]),
        uncertain=any(presence.uncertain for presence, _ in counted),
    )


def _marked_presences(mark: Mark, presences: Sequence[Presence], window: AttendanceWindow) -> list[Presence]:
    """The time that a mark adds.

    For a person marked late, time counts from their first presence, or from `late_from`.
    """
    if mark.status is AttendanceStatus.PRESENT:
        return [Presence(window.start, window.end, PresenceSource.ORGANISER)]
    if mark.status is AttendanceStatus.LATE:
        first_in = _assess_presences(presences, window).first_in
        start = max(first_in or window.late_from, window.late_from)
        return [Presence(start, window.end, PresenceSource.ORGANISER)]
    return []


def _span_within(presence: Presence, window: AttendanceWindow) -> TimeSpan | None:
    start = max(presence.start, window.start)
    end = min(presence.end or window.end, window.end)
    return (start, end) if start < end else None


def _status(spans: list[TimeSpan], time: timedelta, window: AttendanceWindow) -> AttendanceStatus:
    if not spans:
        return AttendanceStatus.ABSENT
    if time < window.required_time:
        return AttendanceStatus.PARTIAL
    return AttendanceStatus.LATE if spans[0][0] > window.late_from else AttendanceStatus.PRESENT


def _in_order(sources: Iterable[PresenceSource]) -> tuple[PresenceSource, ...]:
    distinct = set(sources)
    return tuple(sorted(distinct, key=_SOURCE_ORDER.index)) if len(distinct) > 1 else tuple(distinct)
