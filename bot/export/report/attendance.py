"""Attendance by session, through each day, and by administration."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.core.programme import Day, Session
from bot.export.document import INTRO, Block, Figure, Grid, Heading, Panel, Paragraph, Plot
from bot.export.report.attendance_data import SessionPresence
from bot.export.report.data import Data
from bot.export.report.report_locale import STATUSES, ReportLocale
from bot.i18n import group_word

MAX_COLUMNS = 12
"""How many sessions fit side by side in a table."""
MAX_DAYS = 9
"""A plot has at most this many days."""


def attendance(data: Data, _: ReportLocale) -> Iterator[Block]:
    yield Heading(1, _("Attendance"))
    if not data.held:
        yield Paragraph(_("No session has begun."))
        return
    yield Heading(2, _("By session"))
    yield _by_session(data, _)
    yield Heading(2, _("Through the day"))
    yield _through(data, _)
    yield Heading(2, group_word.many(_, _.workshop))
    yield Paragraph(
        _(
            "In each session, how many of the group’s participants took part, of how many it has. The "
            "sessions are numbered as in the programme."
        ),
        INTRO,
    )
    for first in range(0, len(data.held), MAX_COLUMNS):
        yield _by_administration(data, _, data.held[first : first + MAX_COLUMNS])


def _label(data: Data, _: ReportLocale, session: Session) -> str:
    return f"{data.number(session.id)}. {_.of(session.title)}"


def _by_session(data: Data, _: ReportLocale) -> Grid:
    return Grid(
        _("People by how they attended, and groups represented"),
        (_("Session"), *map(_, STATUSES.values()), group_word.many(_, _.workshop)),
        tuple(
            (
                _label(data, _, session),
                *(str(data.attendance.people_with(session.id, status)) for status in STATUSES),
                str(data.attendance.took_part([session.id])[1]),
            )
            for session in data.held
        ),
        frozenset(range(1, 7)),
    )


def _through(data: Data, _: ReportLocale) -> Figure | Grid:
    """Attendance over time: a plot, and the counts at a few moments."""
    table = Grid(
        _("People present at five moments of each session, and the most at once"),
        (_("Session"), _("At the start"), "¼", "½", "¾", _("At the end"), _("Most")),
        tuple(
            (_label(data, _, session), *_at_quarters(each), str(max(count for _at, count in each.steps())))
            for session in data.held
            if (each := data.session_presences.get(session.id))
        ),
        frozenset(range(1, 7)),
    )
    panels = tuple(panel for day in data.workshop.days if (panel := _panel(data, _, day)).spans)
    if not 0 < len(panels) <= MAX_DAYS:
        return table
    return Figure(
        Plot(_("Arrivals and departures"), _("Hour (%(zone)s)", zone=_.formats.place()), _("People"), panels),
        _(
            "Line chart: how many people were there through each day, each session under its number."
            " The table that follows has its figures."
        ),
        table,
    )


def _panel(data: Data, _: ReportLocale, day: Day) -> Panel:
    held = [(session, data.session_presences.get(session.id)) for session in day.sessions]
    return Panel(
        _.formats.short_day(day.date),
        tuple(
            (str(data.number(session.id)), tuple((_hour(_, at, day), count) for at, count in each.steps()))
            for session, each in held
            if each
        ),
    )


def _at_quarters(each: SessionPresence) -> tuple[str, ...]:
    """The counts at the start, at each quarter, and just before the end."""
    length = each.end - each.start
    moments = [each.start + length * quarter / 4 for quarter in range(4)]
    return tuple(str(each.count(at)) for at in (*moments, each.end - timedelta(seconds=1)))


def _hour(_: ReportLocale, at: datetime, day: Day) -> float:
    """Hours since the start of the day in the workshop's zone. Above 24 after midnight."""
    local = at.astimezone(_.workshop.zone)
    return (local.date() - day.date).days * 24 + local.hour + local.minute / 60 + local.second / 3600


def _by_administration(data: Data, _: ReportLocale, held: list[Session]) -> Grid:
    rows = []
    for record in _.formats.sorted(data.administrations, lambda r: _.administration(str(r["administration"]))):
        code = record["administration"]
        pairs = [data.attendance.of_administration(session.id, code) for session in held]
        rows.append((_.administration(code), *(f"{there}/{all}" for there, all in pairs)))
    totals = (str(data.attendance.took_part([session.id])[0]) for session in held)
    return Grid(
        _("Participants of each group, by session"),
        (group_word.one(_, _.workshop), *(str(data.number(session.id)) for session in held)),
        (*rows, (_("Total"), *totals)),
        frozenset(range(1, len(held) + 1)),
    )
