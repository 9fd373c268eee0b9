"""The draft article: one page of prose from the data and from the file's `about`. Missing parts are left out."""

import re
from collections.abc import Iterator

from bot.core.programme import Day, Session
from bot.export.document import LEAD, Block, Heading, Paragraph
from bot.export.report.article_results import messages, reception
from bot.export.report.data import Data
from bot.export.report.report_locale import ReportLocale
from bot.i18n.catalogue import mark

NTH = (
    mark("The first day"),
    mark("The second day"),
    mark("The third day"),
    mark("The fourth day"),
    mark("The fifth day"),
)
NUMBERED = re.compile(r"(\w+\W+)?(day|jour|journée|dia|día)(\W+\w+)?", re.IGNORECASE)
"""A day's title that says no more than which day it is, such as `First day`."""
LISTED = 5
"""The article names at most this many sessions of a day."""
QUOTED = 2
"""The article quotes at most this many people."""


def article(data: Data, _: ReportLocale) -> Iterator[Block]:
    yield Heading(1, _("Draft article"))
    title = _.quoted(_.of(data.workshop.title))
    if not data.held:
        yield Paragraph(_("%(title)s has not begun.", title=title), LEAD)
        return
    about = data.workshop.about
    yield Paragraph(_lead(data, _, title), LEAD)
    yield from _said(_.sentence(about.purpose))
    for day in data.workshop.days:
        yield from _day(data, _, day)
    yield from _said(messages(data, _), " ".join(_quotations(data, _)))
    yield from _said(reception(data, _), _.sentence(about.outlook))
    if about.contact:
        yield Paragraph(_("For more information: %(contact)s", contact=about.contact))


def _said(*texts: str) -> Iterator[Block]:
    yield from (Paragraph(text) for text in texts if text)


def _lead(data: Data, _: ReportLocale, title: str) -> str:
    """The first paragraph: the dates, who held what, on which subject, and who took part."""
    about = data.workshop.about
    days = sorted({data.sessions[s.id]["actual_start"].astimezone(_.workshop.zone).date() for s in data.held})
    event = _.of(about.event) if about.event else title
    if about.platform:
        event = _("%(event)s via %(platform)s", event=event, platform=_.of(about.platform))
    values = {"period": _.period(days[0], days[-1]), "event": event}
    people, groups = data.attendance.took_part(session.id for session in data.held)
    if people:
        values["people"] = _.n("%(count)s representative", "%(count)s representatives", people)
        values["groups"] = _groups(data, _, groups)
    if about.host:
        values["host"] = _.of(about.host)
        if people:
            return _("%(period)s, %(host)s held %(event)s, bringing together %(people)s of %(groups)s.", **values)
        return _("%(period)s, %(host)s held %(event)s.", **values)
    if people:
        return _("%(period)s, %(event)s brought together %(people)s of %(groups)s.", **values)
    return _("%(period)s, %(event)s took place.", **values)


def _groups(data: Data, _: ReportLocale, count: int) -> str:
    participants = data.workshop.about.participants
    if participants and count > 1:  # the file has only the plural
        return f"{count} {_.of(participants)}"
    return _.administrations(count)


def _day(data: Data, _: ReportLocale, day: Day) -> Iterator[Block]:
    """The outcomes of a day, or its sessions if nobody wrote outcomes."""
    held = [session for session in day.sessions if session in data.held]
    if not held:
        return
    subject, sentences = _which(data, _, day), []
    outcomes = [
        _.sentence(outcome) for session in held if (outcome := data.outcomes.get(session.id, {})).get(_.language)
    ]
    title = _.of(day.title)
    if not NUMBERED.fullmatch(title):
        sentences.append(_("%(day)s was devoted to the theme %(title)s.", day=subject, title=_.quoted(title)))
        subject = _("It")  # the day
    elif outcomes:
        sentences.append(_("%(day)s took place on %(date)s.", day=subject, date=_.formats.short_day(day.date)))
    yield Paragraph(" ".join([*sentences, *(outcomes or [_sessions(_, subject, held)])]))


def _which(data: Data, _: ReportLocale, day: Day) -> str:
    days = [each for each in data.workshop.days if any(session in data.held for session in each.sessions)]
    place = days.index(day)
    if len(days) == 1:
        return _("The day")
    if day is data.workshop.days[-1]:
        return _("The last day")
    return _(NTH[place]) if place < len(NTH) else _("The day of %(date)s", date=_.formats.short_day(day.date))


def _sessions(_: ReportLocale, day: str, held: list[Session]) -> str:
    if len(held) > LISTED:
        return _("%(day)s comprised %(count)s sessions.", day=day, count=len(held))
    return _.n(
        "%(day)s comprised the session %(titles)s.",
        "%(day)s comprised the sessions %(titles)s.",
        len(held),
        day=day,
        titles=_.quotes([_.of(session.title) for session in held]),
    )


def _quotations(data: Data, _: ReportLocale) -> Iterator[str]:
    for number, quote in enumerate(data.workshop.about.quotes[:QUOTED]):
        values = {"words": _.quoted(_.unstopped(_.of(quote.text))), "who": quote.who, "role": _.of(quote.role)}
        yield (
            _("%(words)s, added %(who)s, %(role)s.", **values)
            if number
            else _("%(words)s, said %(who)s, %(role)s.", **values)
        )
