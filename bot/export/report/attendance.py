"""Attendance by session, through each day, and by administration."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.core.programme import Day, Session
from bot.export.document import INTRO, Bars, Block, Figure, Grid, Heading, Paragraph, Series, Steps
from bot.export.report.attendance_data import SessionPresence
from bot.export.report.data import Data
from bot.export.report.report_locale import STANDINGS, ReportLocale
from bot.features.attendance.model import AttendanceStatus
from bot.i18n import group_word

ABREAST = 12
"""How many sessions fit side by side in a table."""
DRAWN = (AttendanceStatus.PRESENT, AttendanceStatus.LATE, AttendanceStatus.PARTIAL)


def attendance(data: Data, _: ReportLocale) -> Iterator[Block]:
    yield Heading(1, _("Attendance"))
    if not data.held:
        yield Paragraph(_("No session has begun."))
        return
    yield Heading(2, _("By session"))
    yield _by_session(data, _)
    yield Heading(2, _("Through the day"))
    for day in data.workshop.days:
        if held := [session for session in day.sessions if session.id in data.session_presences]:
            yield _through(data, _, day, held)
    yield Heading(2, group_word.many(_, _.workshop))
    yield Paragraph(
        _(
            "In each session, how many of the group’s participants took part, of how many it has. The "
            "sessions are numbered as in the programme."
        ),
        INTRO,
    )
    for first in range(0, len(data.held), ABREAST):
        yield _by_administration(data, _, data.held[first : first + ABREAST])


def _label(data: Data, _: ReportLocale, session: Session) -> str:
    return f"{data.number(session.id)}. {_.of(session.title)}"


def _by_session(data: Data, _: ReportLocale) -> Figure:
    title = _("Attendance by session")
    labels = tuple(_label(data, _, session) for session in data.held)
    counts = {s: tuple(data.attendance.standing(session.id, s) for session in data.held) for s in STANDINGS}
    represented = tuple(str(data.attendance.took_part([session.id])[1]) for session in data.held)
    columns = [tuple(map(str, counts[standing])) for standing in STANDINGS]
    return Figure(
        Bars(title, _("People"), labels, tuple(Series(_(STANDINGS[s]), counts[s]) for s in DRAWN)),
        _(
            "Bar chart: for each session, how many people were present, late or there in part."
            " The table that follows has its figures."
        ),
        Grid(
            title,
            (
                _("Session"),
                *map(_, STANDINGS.values()),
                # Translators: column: how many groups had someone there; %(groups)s is a plural of either gender
                _("Represented (%(groups)s)", groups=group_word.many(_, _.workshop)),
            ),
            tuple(zip(labels, *columns, represented, strict=True)),
            frozenset(range(1, 7)),
        ),
    )


def _through(data: Data, _: ReportLocale, day: Day, held: list[Session]) -> Figure:
    title = _("People present, %(day)s", day=_.formats.day(day.date))
    session_presences = [data.session_presences[session.id] for session in held]
    spans = tuple(
        (str(data.number(session.id)), tuple((_hour(_, at, day), count) for at, count in each.steps()))
        for session, each in zip(held, session_presences, strict=True)
    )
    return Figure(
        Steps(title, _("Hour (%(zone)s)", zone=_.formats.place()), _("People"), spans),
        _(
            "Line chart: how many people were there through the day, each session under its number."
            " The table that follows has its figures."
        ),
        Grid(
            title,
            (_("Session"), _("At the start"), "¼", "½", "¾", _("At the end"), _("Most")),
            tuple(
                (_label(data, _, session), *_at_quarters(each), str(max(n for _at, n in each.steps())))
                for session, each in zip(held, session_presences, strict=True)
            ),
            frozenset(range(1, 7)),
        ),
    )


def _at_quarters(each: SessionPresence) -> tuple[str, ...]:
    """The counts at the start, at each quarter, and just before the end."""
    length = each.end - each.start
    moments = [each.start + length * quarter / 4 for quarter in range(4)]
    return tuple(str(each.count(at)) for at in (*moments, each.end - timedelta(seconds=1)))


def _hour(_: ReportLocale, at: datetime, day: Day) -> float:
    """Hours since the start of the day in the workshop's zone; above 24 after midnight."""
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
