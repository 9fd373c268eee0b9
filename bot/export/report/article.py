"""The draft article: when, who, topics, answers, key messages and evaluation."""

from collections.abc import Iterator

from bot.core.programme import Day, Session
from bot.export.document import INTRO, LEAD, Block, Heading, Items, Paragraph
from bot.export.report.answers import administrations_in_words
from bot.export.report.data import Data
from bot.export.report.outcomes import messages, reception, shared
from bot.export.report.report_locale import ReportLocale


def article(data: Data, _: ReportLocale) -> Iterator[Block]:
    yield Heading(1, _("Draft article"))
    yield Paragraph(" ".join(_lead(data, _)), LEAD)
    for day in data.workshop.days:
        yield from _day(data, _, day)
    yield from shared(data, _)
    yield from messages(data, _)
    yield from reception(data, _)


def _lead(data: Data, _: ReportLocale) -> Iterator[str]:
    """The first paragraph: period, title, participants, duration and themes."""
    held = data.held
    title = _.quoted(_.of(data.workshop.title))
    if not held:
        yield _("%(title)s has not begun.", title=title)
        return
    days = sorted({data.sessions[session.id]["actual_start"].astimezone(_.workshop.zone).date() for session in held})
    yield _(
        "%(period)s, %(title)s brought together %(people)s from %(administrations)s, %(languages)s.",
        period=_.period(days[0], days[-1]),
        title=title,
        languages=_.in_languages(),
        **_who(data, _, held),
    )
    length = {
        "days": _.n("%(count)s day", "%(count)s days", len(days)),
        "sessions": _.n("%(count)s session", "%(count)s sessions", len(held)),
    }
    themes = [theme for theme in data.workshop.themes if any(theme.id in session.themes for session in held)]
    if themes:
        names = _.listed(_.of(theme.text) for theme in themes)
        yield _("Over %(days)s and %(sessions)s, the work dealt with these themes: %(themes)s.", themes=names, **length)
    else:
        yield _("The work took %(days)s and %(sessions)s.", **length)


def _who(data: Data, _: ReportLocale, held: list[Session]) -> dict[str, str]:
    people, administrations = data.attendance.took_part(session.id for session in held)
    return {
        "people": _.n("%(count)s person", "%(count)s people", people),
        "administrations": administrations_in_words(_, administrations),
    }


def _day(data: Data, _: ReportLocale, day: Day) -> Iterator[Block]:
    """The topic of a day, who took part, and its sessions as the programme describes them."""
    held = [session for session in day.sessions if session in data.held]
    if not held:
        return
    yield Paragraph(
        _(
            "%(day)s was devoted to %(title)s, with %(people)s from %(administrations)s:",
            day=_.opening(_.formats.day(day.date)),
            title=_.quoted(_.of(day.title)),
            **_who(data, _, held),
        ),
        INTRO,
    )
    yield Items(tuple(_session(_, session) for session in held))


def _session(_: ReportLocale, session: Session) -> str:
    title = _.of(session.title)
    if session.description is None:
        return _("%(title)s.", title=title)
    return _("%(title)s. %(description)s", title=title, description=_.of(session.description))
