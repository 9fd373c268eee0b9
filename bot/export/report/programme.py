"""The programme as it was held, compared with the workshop file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.core.programme import Day, Session
from bot.export.document import Block, Grid, Heading, Items
from bot.export.report.data import Data
from bot.export.report.report_locale import SESSION_STATUSES, ReportLocale


def programme(data: Data, locale: ReportLocale) -> Iterator[Block]:
    """A table for each day, then the speakers."""
    _ = locale.phrases
    yield Heading(1, _("Programme as held"))
    for day in data.workshop.days:
        yield _table(data, locale, day)
    speakers = tuple(_speakers(locale, session) for session in data.workshop.sessions if session.speakers)
    if speakers:
        yield Heading(2, _("Speakers in the programme"))
        yield Items(speakers)


def _table(data: Data, locale: ReportLocale, day: Day) -> Grid:
    _ = locale.phrases
    return Grid(
        caption=_("%(day)s: %(title)s", day=locale.opening(locale.formats.day(day.date)), title=locale.of(day.title)),
        headers=(
            _("Session"),
            _("Planned"),
            _("Held"),
            _("Began late by (min)"),
            _("Longer by (min)"),
            _("Status"),
        ),
        rows=tuple(_row(data, locale, day, session) for session in day.sessions),
        numeric=frozenset({3, 4}),
    )


def _row(data: Data, locale: ReportLocale, day: Day, session: Session) -> tuple[str, ...]:
    record = data.sessions[session.id]
    start, end = record["actual_start"], record["actual_end"]
    return (
        f"{data.number(session.id)}. {locale.of(session.title)}",
        locale.hours(session.start, session.end, day.date),
        locale.hours(start, end, day.date) if start else "",
        locale.signed(_minutes(session.start, start)) if start else "",
        locale.signed(_minutes(session.end, end) - _minutes(session.start, start)) if end else "",
        locale.phrases(SESSION_STATUSES[record["status"]]),
    )


def _minutes(planned: datetime, actual: datetime) -> int:
    return round((actual - planned).total_seconds() / 60)


def _speakers(locale: ReportLocale, session: Session) -> str:
    _ = locale.phrases
    return _("%(session)s: %(speakers)s", session=locale.of(session.title), speakers=locale.listed(session.speakers))
