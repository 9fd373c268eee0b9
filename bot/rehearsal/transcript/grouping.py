"""Events grouped as the page shows them: by day, by session, and by runs of events in one channel."""

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
"""Up to this many private exchanges between two public messages are not collapsed."""


@dataclass(frozen=True, slots=True)
class CollapsedEvents:
    """Private exchanges between two public messages: those of one `reader`, or of all others if that is None."""

    reader: User | None
    events: list[Event]


@dataclass(frozen=True, slots=True)
class ChannelRun:
    """Consecutive events in one channel."""

    channel: Channel
    items: list[Event | CollapsedEvents]


@dataclass(slots=True)
class SessionSection:
    """A session from its opening on. `session` is None for everything before the day's first session."""

    session: Session | None
    opened: datetime | None = None
    runs: list[ChannelRun] = field(default_factory=list)


@dataclass(slots=True)
class DaySection:
    """A date on which something happened. `day` is None if the programme has nothing on that date."""

    date: date
    day: Day | None
    sections: list[SessionSection]


def group_events(workshop: Workshop, events: list[Event], readers: Readers) -> list[DaySection]:
    """Put every event into its day, session and run."""
    openings = {session.id: _opening(session, workshop, events) for session in workshop.sessions}
    return [
        DaySection(on, day := _day(workshop, on), _sections(day, openings, list(those), readers))
        for on, those in groupby(events, key=lambda event: event.at.astimezone(workshop.zone).date())
    ]


def _day(workshop: Workshop, on: date) -> Day | None:
    return next((day for day in workshop.days if day.date == on), None)


def _opening(session: Session, workshop: Workshop, events: list[Event]) -> Event | None:
    """The announcement that opens `session`: it names the session, and has the button to sign in."""
    for event in events:
        if event.message and _signs_in(event) and _named_session(event, workshop) is session:
            return event
    return None


def _signs_in(event: Event) -> bool:
    message = event.message
    return message is not None and any("signin" in b.get("custom_id", "").split(":") for b in message.buttons)


def _named_session(event: Event, workshop: Workshop) -> Session | None:
    """The session of which the title is in the text.

    The longest title where one contains another, and the nearest session where several have the same.
    """
    text = event.message.text if event.message else ""
    titles = [(title, session) for session in workshop.sessions for title in session.title.values() if title in text]
    return max(titles, key=lambda found: (len(found[0]), -abs(event.at - found[1].start)))[1] if titles else None


def _sections(
    day: Day | None, openings: dict[str, Event | None], events: list[Event], readers: Readers
) -> list[SessionSection]:
    """Cut the day at the openings. A session that was not opened has a section without events."""
    sections = [(0, SessionSection(None))]
    for session in day.sessions if day else ():
        opening = openings[session.id]
        begins = opening.id if opening else snowflake_of(session.start)
        sections.append((begins, SessionSection(session, opening.at if opening else None)))
    held = sorted((it for it in sections if it[1].session is None or it[1].opened), key=lambda it: it[0])
    for (begins, section), (ends, _) in zip(held, [*held[1:], (1 << 64, None)], strict=True):
        section.runs = list(_channel_runs((event for event in events if begins <= event.id < ends), readers))
    return [section for _, section in sorted(sections, key=lambda it: it[0])]


def _channel_runs(events: Iterable[Event], readers: Readers) -> Iterator[ChannelRun]:
    for _, items in groupby(_collapse(events, readers), key=lambda item: place_id(_channel(item))):
        run = list(items)
        yield ChannelRun(_channel(run[0]), run)


def _channel(item: Event | CollapsedEvents) -> Channel:
    return item.events[0].channel if isinstance(item, CollapsedEvents) else item.channel


def place_id(channel: Channel) -> int:
    """The channel's id; 0 for all direct messages, which the page shows as one channel."""
    return channel.id if channel.guild else 0


def _collapse(events: Iterable[Event], readers: Readers) -> Iterator[Event | CollapsedEvents]:
    for private, those in groupby(events, key=lambda event: event.only_for is not None):
        run = list(those)
        if not private or len(run) <= MAX_OPEN:
            yield from run
        else:
            yield from _collapse_run(run, readers)


def _collapse_run(run: list[Event], readers: Readers) -> Iterator[Event | CollapsedEvents]:
    """Collapse by channel and reader; other people of a channel share one, sorted by person."""
    groups: dict[tuple[User | None, int], list[Event]] = {}
    for event in run:
        reader = event.only_for if event.only_for and readers.includes(event.only_for) else None
        groups.setdefault((reader, place_id(event.channel)), []).append(event)
    for (reader, _), group in groups.items():
        if len(group) <= MAX_OPEN:
            yield from group
        else:
            first = {event.only_for: event.id for event in reversed(group)}
            yield CollapsedEvents(reader, sorted(group, key=lambda event: (first[event.only_for], event.id)))
