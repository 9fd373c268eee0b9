"""The programme as it was held, compared with the workshop file."""

from collections.abc import Iterator
from datetime import datetime

from bot.core.programme import Day, Session
from bot.export.document import Block, Grid, Heading, Items
from bot.export.report.data import Data
from bot.export.report.report_locale import SESSION_STATUSES, ReportLocale


def programme(data: Data, _: ReportLocale) -> Iterator[Block]:
    """A table for each day, then the speakers."""
    yield Heading(2, _("Programme as it took place"))
    for day in data.workshop.days:
        yield _table(data, _, day)
    speakers = tuple(_speakers(_, session) for session in data.workshop.sessions if session.speakers)
    if speakers:
        yield Heading(3, _("Speakers in the programme"))
        yield Items(speakers)


def _table(data: Data, _: ReportLocale, day: Day) -> Grid:
    return Grid(
        caption=_("%(day)s: %(title)s", day=_.opening(_.formats.day(day.date)), title=_.of(day.title)),
        headers=(
            _("Session"),
            _("Planned"),
            # Translators: column: when the session was really held
            _("Held"),
            _("Late start (min)"),
            _("Difference in length (min)"),
            _("Status"),
        ),
        rows=tuple(_row(data, _, day, session) for session in day.sessions),
        numeric=frozenset({3, 4}),
    )


def _row(data: Data, _: ReportLocale, day: Day, session: Session) -> tuple[str, ...]:
    record = data.sessions[session.id]
    start, end = record["actual_start"], record["actual_end"]
    return (
        f"{data.number(session.id)}. {_.of(session.title)}",
        _.hours(session.start, session.end, day.date),
        _.hours(start, end, day.date) if start else "",
        _.signed(_minutes(session.start, start)) if start else "",
        _.signed(_minutes(session.end, end) - _minutes(session.start, start)) if end else "",
        _(SESSION_STATUSES[record["status"]]),
    )


def _minutes(planned: datetime, actual: datetime) -> int:
    return round((actual - planned).total_seconds() / 60)


def _speakers(_: ReportLocale, session: Session) -> str:
    return _("%(session)s: %(speakers)s", session=_.of(session.title), speakers=_.listed(session.speakers))
