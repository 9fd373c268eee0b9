"""The programme as it was held: the workshop file's plan against what happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.core.programme import Day, Session
from bot.export.document import Block, Grid, Heading, Items
from bot.export.report.data import Data
from bot.export.report.voice import SESSION_STATUSES, Voice


def programme(data: Data, voice: Voice) -> Iterator[Block]:
    """One table a day, then the speakers that the programme names."""
    _ = voice.phrases
    yield Heading(1, _("Programme as held"))
    for day in data.workshop.days:
        yield _table(data, voice, day)
    speakers = tuple(_speakers(voice, session) for session in data.workshop.sessions if session.speakers)
    if speakers:
        yield Heading(2, _("Speakers in the programme"))
        yield Items(speakers)


def _table(data: Data, voice: Voice, day: Day) -> Grid:
    _ = voice.phrases
    return Grid(
        caption=_("%(day)s: %(title)s", day=voice.opening(voice.formats.day(day.date)), title=voice.of(day.title)),
        headers=(
            _("Session"),
            _("Planned"),
            _("Held"),
            _("Began late by (min)"),
            _("Longer by (min)"),
            _("Status"),
        ),
        rows=tuple(_row(data, voice, day, session) for session in day.sessions),
        numeric=frozenset({3, 4}),
    )


def _row(data: Data, voice: Voice, day: Day, session: Session) -> tuple[str, ...]:
    record = data.sessions[session.id]
    start, end = record["actual_start"], record["actual_end"]
    return (
        f"{data.number(session.id)}. {voice.of(session.title)}",
        voice.hours(session.start, session.end, day.date),
        voice.hours(start, end, day.date) if start else "",
        voice.signed(_minutes(session.start, start)) if start else "",
        voice.signed(_minutes(session.end, end) - _minutes(session.start, start)) if end else "",
        voice.phrases(SESSION_STATUSES[record["status"]]),
    )


def _minutes(planned: datetime, actual: datetime) -> int:
    return round((actual - planned).total_seconds() / 60)


def _speakers(voice: Voice, session: Session) -> str:
    _ = voice.phrases
    return _("%(session)s: %(speakers)s", session=voice.of(session.title), speakers=voice.listed(session.speakers))
