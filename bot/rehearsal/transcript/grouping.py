"""The play as it is read: days, their sessions, and stretches of talk in one channel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from bot.core.programme import Day, Session, Workshop
from bot.rehearsal.transcript.events import Event
from bot.rehearsal.transcript.readers import Readers
from fakecord import Channel, User
from fakecord.snowflakes import snowflake_of

MAX_OPEN = 3
"""As many private exchanges between two public messages stand open."""


@dataclass(frozen=True, slots=True)
class CollapsedEvents:
    """Private exchanges between two public messages, of one `reader` or of all others, folded away."""

    reader: User | None
    within: list[Event]


@dataclass(frozen=True, slots=True)
class ChannelRun:
    """What followed in one channel without a word in another."""

    channel: Channel
    items: list[Event | CollapsedEvents]


@dataclass(slots=True)
class SessionSection:
    """A session, from its opening on; or what came before the day's first."""

    session: Session | None
    opened: datetime | None = None
    stretches: list[ChannelRun] = field(default_factory=list)


@dataclass(slots=True)
class DaySection:
    """A date on which something happened; `day` is what the programme has on it."""

    date: date
    day: Day | None
    scenes: list[SessionSection]


def group_events(workshop: Workshop, happened: list[Event], readers: Readers) -> list[DaySection]:
    """Every happening in its day, session and stretch."""
    openings = {session.id: _opening(session, workshop, happened) for session in workshop.sessions}
    return [
        DaySection(on, day := _day(workshop, on), _sections(day, openings, list(those), readers))
        for on, those in groupby(happened, key=lambda h: h.at.astimezone(workshop.zone).date())
    ]


def _day(workshop: Workshop, on: date) -> Day | None:
    return next((day for day in workshop.days if day.date == on), None)


def _opening(session: Session, workshop: Workshop, happened: list[Event]) -> Event | None:
    """The announcement with the button to sign in that names it; of titles within titles the longest."""
    for happening in happened:
        if happening.message and _signs_in(happening) and _named_session(happening, workshop) is session:
            return happening
    return None


def _signs_in(happening: Event) -> bool:
    message = happening.message
    return message is not None and any(b.get("custom_id", "").startswith("signin") for b in message.buttons)


def _named_session(happening: Event, workshop: Workshop) -> Session | None:
    text = happening.message.text if happening.message else ""
    titles = [(title, session) for session in workshop.sessions for title in session.title.values() if title in text]
    return max(titles, key=lambda found: len(found[0]))[1] if titles else None


def _sections(
    day: Day | None, openings: dict[str, Event | None], happened: list[Event], readers: Readers
) -> list[SessionSection]:
    """The day cut at the openings. A session that was not opened keeps an empty scene."""
    scenes = [(0, SessionSection(None))]
    for session in day.sessions if day else ():
        opening = openings[session.id]
        begins = opening.id if opening else snowflake_of(session.start)
        scenes.append((begins, SessionSection(session, opening.at if opening else None)))
    held = sorted((s for s in scenes if s[1].session is None or s[1].opened), key=lambda s: s[0])
    for (begins, scene), (ends, _) in zip(held, [*held[1:], (1 << 64, None)], strict=True):
        scene.stretches = list(_channel_runs((h for h in happened if begins <= h.id < ends), readers))
    return [scene for _, scene in sorted(scenes, key=lambda s: s[0])]


def _channel_runs(happened: Iterable[Event], readers: Readers) -> Iterator[ChannelRun]:
    for _, items in groupby(_collapse(happened, readers), key=lambda item: place_id(_channel(item))):
        stretch = list(items)
        yield ChannelRun(_channel(stretch[0]), stretch)


def _channel(item: Event | CollapsedEvents) -> Channel:
    return item.within[0].channel if isinstance(item, CollapsedEvents) else item.channel


def place_id(channel: Channel) -> int:
    """What stands together: a channel; all direct messages count as one."""
    return channel.id if channel.guild else 0


def _collapse(happened: Iterable[Event], readers: Readers) -> Iterator[Event | CollapsedEvents]:
    for private, those in groupby(happened, key=lambda h: h.owner is not None):
        run = list(those)
        if not private or len(run) <= MAX_OPEN:
            yield from run
        else:
            yield from _collapse_run(run, readers)


def _collapse_run(run: list[Event], readers: Readers) -> Iterator[Event | CollapsedEvents]:
    """One fold for each reader and place, one for all others there; within it, person by person."""
    heaps: dict[tuple[User | None, int], list[Event]] = {}
    for each in run:
        owner = each.owner if each.owner and readers.is_one(each.owner) else None
        heaps.setdefault((owner, place_id(each.channel)), []).append(each)
    for (reader, _), heap in heaps.items():
        if len(heap) <= MAX_OPEN:
            yield from heap
        else:
            first = {h.owner: h.id for h in reversed(heap)}
            yield CollapsedEvents(reader, sorted(heap, key=lambda h: (first[h.owner], h.id)))
