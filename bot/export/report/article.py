"""The draft article: when, who, about what, what was shared, the key messages and how it was received."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.programme import Day, Session
from bot.export.document import INTRO, LEAD, Block, Heading, Items, Paragraph
from bot.export.report.answers import administrations_in_words
from bot.export.report.data import Data
from bot.export.report.outcomes import messages, reception, shared
from bot.export.report.voice import Voice


def article(data: Data, voice: Voice) -> Iterator[Block]:
    _ = voice.phrases
    yield Heading(1, _("Draft article"))
    yield Paragraph(" ".join(_lead(data, voice)), LEAD)
    for day in data.workshop.days:
        yield from _day(data, voice, day)
    yield from shared(data, voice)
    yield from messages(data, voice)
    yield from reception(data, voice)


def _lead(data: Data, voice: Voice) -> Iterator[str]:
    """When, what, how many people from how many administrations; how long, and on which themes."""
    _ = voice.phrases
    held = data.held
    title = voice.quoted(voice.of(data.workshop.title))
    if not held:
        yield _("%(title)s has not begun.", title=title)
        return
    days = sorted(
        {data.sessions[session.id]["actual_start"].astimezone(voice.workshop.zone).date() for session in held}
    )
    yield _(
        "%(period)s, %(title)s brought together %(people)s from %(administrations)s, %(languages)s.",
        period=voice.period(days[0], days[-1]),
        title=title,
        languages=voice.in_languages(),
        **_who(data, voice, held),
    )
    length = {
        "days": _.n("%(count)s day", "%(count)s days", len(days)),
        "sessions": _.n("%(count)s session", "%(count)s sessions", len(held)),
    }
    themes = [theme for theme in data.workshop.themes if any(theme.id in session.themes for session in held)]
    if themes:
        names = voice.listed(voice.of(theme.text) for theme in themes)
        yield _("Over %(days)s and %(sessions)s, the work dealt with these themes: %(themes)s.", themes=names, **length)
    else:
        yield _("The work took %(days)s and %(sessions)s.", **length)


def _who(data: Data, voice: Voice, held: list[Session]) -> dict[str, str]:
    people, administrations = data.attendance.took_part(session.id for session in held)
    return {
        "people": voice.phrases.n("%(count)s person", "%(count)s people", people),
        "administrations": administrations_in_words(voice, administrations),
    }


def _day(data: Data, voice: Voice, day: Day) -> Iterator[Block]:
    """What the day was about, who was there, and its sessions as the programme describes them."""
    _ = voice.phrases
    held = [session for session in day.sessions if session in data.held]
    if not held:
        return
    yield Paragraph(
        _(
            "%(day)s was devoted to %(title)s, with %(people)s from %(administrations)s:",
            day=voice.opening(voice.formats.day(day.date)),
            title=voice.quoted(voice.of(day.title)),
            **_who(data, voice, held),
        ),
        INTRO,
    )
    yield Items(tuple(_session(voice, session) for session in held))


def _session(voice: Voice, session: Session) -> str:
    _ = voice.phrases
    title = voice.of(session.title)
    if session.description is None:
        return _("%(title)s.", title=title)
    return _("%(title)s. %(description)s", title=title, description=voice.of(session.description))
