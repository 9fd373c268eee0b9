"""Converts the times of a report to instants: finds the zone, the order of day and month, and the day."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta, tzinfo

from bot.core.errors import BadFile, FileFault
from bot.features.attendance.assessment import union
from bot.features.attendance.model import TimeSpan
from bot.features.attendance.report_attendees import ReportEntry
from bot.features.attendance.report_times import DateOrder


def interpret_times(
    entries: Sequence[ReportEntry], zones: Sequence[tzinfo], session: TimeSpan
) -> tuple[list[TimeSpan], str | None]:
    """Each entry's span in UTC, and the zone that was assumed, or None if every time states its zone.

    Each of `zones` and each date order is tried; the one that puts the most time into the session is right. In a tie,
    the first one wins; for times with am and pm, month first wins. Raises `BadFile`.
    """
    orders = [DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST]
    if entries[0].join.twelve_hour:
        orders.reverse()
    readings: list[tuple[list[TimeSpan], tzinfo]] = []
    faults: list[FileFault] = []
    for assumed in zones:
        for order in orders:
            read = [_span(entry, order, assumed, session) for entry in entries]
            faults = faults or [each for each in read if isinstance(each, FileFault)]
            spans = [each for each in read if not isinstance(each, FileFault)]
            if len(spans) == len(entries):
                readings.append((spans, assumed))
    if not readings:
        raise BadFile(faults)
    best, assumed = max(readings, key=lambda reading: time_within(reading[0], session))
    return best, None if all(entry.join.zone for entry in entries) else str(assumed)


def _span(entry: ReportEntry, order: DateOrder, zone: tzinfo, session: TimeSpan) -> TimeSpan | FileFault:
    """The time of one entry. Times without a date are on the day on which they overlap the session."""
    first, last = (at.astimezone(entry.join.zone or zone).date() for at in session)
    if entry.join.year is not None:
        return _span_on(entry, order, zone, first)
    days = [first + timedelta(days=n) for n in range(-1, (last - first).days + 1)]
    read = [_span_on(entry, order, zone, day) for day in days]
    spans = [each for each in read if not isinstance(each, FileFault)]
    return max(spans, key=lambda span: _nearness(span, session)) if spans else read[0]


def _nearness(span: TimeSpan, session: TimeSpan) -> tuple[timedelta, timedelta]:
    return time_within([span], session), -abs(span[0] - session[0])


def _span_on(entry: ReportEntry, order: DateOrder, zone: tzinfo, day: date) -> TimeSpan | FileFault:
    """The time of one entry. `day` is used for times without a date."""
    try:
        start = entry.join.instant(order, zone, day)
        if entry.leave is None:
            end = start + timedelta(minutes=entry.minutes or 0)
        else:
            end = entry.leave.instant(order, zone, start.astimezone(entry.join.zone or zone).date())
            if end < start and entry.leave.year is None:  # it ends after midnight
                end = entry.leave.instant(order, zone, start.astimezone(entry.join.zone or zone).date() + _DAY)
    except (ValueError, OverflowError):
        return FileFault("not a time", entry.name, entry.line)
    return (start, end) if start <= end else FileFault("left before coming", entry.name, entry.line)


_DAY = timedelta(days=1)


def time_within(spans: Iterable[TimeSpan], session: TimeSpan) -> timedelta:
    """How long `spans` lie in `session`; overlaps count once."""
    clipped = [(max(start, session[0]), min(end, session[1])) for start, end in spans]
    return sum((end - start for start, end in union(span for span in clipped if span[0] < span[1])), timedelta())
