"""The draft article: when, who, about what, what was shared, the key messages and how it was received."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.programme import Day, Session
from bot.export.document import LEAD, Block, Heading, Items, Paragraph
from bot.export.report.answers import administrations_in_words
from bot.export.report.data import Data
from bot.export.report.outcomes import messages, reception, shared
from bot.export.report.voice import Voice


def article(data: Data, voice: Voice) -> Iterator[Block]:
    _ = voice.phrases
    yield Heading(1, _("Article"))
    yield Paragraph(" ".join(_lead(data, voice)), LEAD)
    for day in data.workshop.days:
        yield from _day(data, voice, day)
    yield from shared(data, voice)
    yield from messages(data, voice)
    yield from reception(data, voice)


def _lead(data: Data, voice: Voice) -> Iterator[str]:
    _ = voice.phrases
    held = data.held
    title = voice.quoted(voice.of(data.workshop.title))
    if not held:
        yield _("%(title)s has not begun.", title=title)
        return
    people, administrations = data.attendance.took_part(session.id for session in held)
    yield _(
        "%(title)s brought together %(people)s from %(administrations)s, in %(languages)s.",
        title=title,
        people=_people(voice, people),
        administrations=administrations_in_words(voice, administrations),
        languages=voice.languages(),
    )
    days = sorted(
        {data.sessions[session.id]["actual_start"].astimezone(voice.workshop.zone).date() for session in held}
    )
    yield _(
        "The work took %(days)s (%(dates)s) and %(sessions)s.",
        days=_.n("%(count)s day", "%(count)s days", len(days)),
        dates=voice.dates(days[0], days[-1]),
        sessions=_.n("%(count)s session", "%(count)s sessions", len(held)),
    )
    themes = [theme for theme in data.workshop.themes if any(theme.id in session.themes for session in held)]
    if themes:
        yield _(
            "The themes of the sessions: %(themes)s.", themes=voice.listed(voice.of(theme.text) for theme in themes)
        )


def _people(voice: Voice, count: int) -> str:
    return voice.phrases.n("%(count)s person", "%(count)s people", count)


def _day(data: Data, voice: Voice, day: Day) -> Iterator[Block]:
    _ = voice.phrases
    held = [session for session in day.sessions if session in data.held]
    if not held:
        return
    people, administrations = data.attendance.took_part(session.id for session in held)
    yield Paragraph(
        _(
            "%(day)s, %(title)s: %(people)s from %(administrations)s.",
            day=voice.opening(voice.formats.day(day.date)),
            title=voice.quoted(voice.of(day.title)),
            people=_people(voice, people),
            administrations=administrations_in_words(voice, administrations),
        )
    )
    yield Items(tuple(_session(data, voice, session) for session in held))


def _session(data: Data, voice: Voice, session: Session) -> str:
    """Its title, what the programme says of it, and who was there."""
    _ = voice.phrases
    people, administrations = data.attendance.took_part([session.id])
    there = _(
        "%(people)s from %(administrations)s",
        people=_people(voice, people),
        administrations=administrations_in_words(voice, administrations),
    )
    title = voice.of(session.title)
    if session.description is None:
        return _("%(title)s (%(there)s).", title=title, there=there)
    return _(
        "%(title)s (%(there)s). %(description)s", title=title, there=there, description=voice.of(session.description)
    )
