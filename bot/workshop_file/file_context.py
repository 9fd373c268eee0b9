"""The values of a workshop file to which other values refer, such as ids and times.

They are read before validation, and faulty ones are left out. So one faulty line does not hide the faults of others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.durations import parse_duration
from bot.core.programme import SessionKind
from bot.faults import Place
from bot.workshop_file.times import is_zone, read_date, read_time
from bot.workshop_file.tree import Tree

EACH = "*"


@dataclass(frozen=True, slots=True)
class TimedSession:
    """When a session is held: `local` as in the file, `start` and `end` in UTC; `place` is its place in the file."""

    place: Place
    id: str | None
    local: datetime
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class FileContext:
    id: str | None
    guild: str | None
    previous: str | None
    available: frozenset[str]
    given_languages: tuple[str, ...]
    zone: ZoneInfo | None
    themes: tuple[str, ...]
    sessions: tuple[str, ...]
    dates: tuple[tuple[Place, date], ...]
    timed_sessions: tuple[TimedSession, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that every text must have. One without a catalogue is left out: it is a fault already."""
        return tuple(language for language in self.given_languages if language in self.available)

    @property
    def starts(self) -> dict[str, datetime]:
        return {timed.id: timed.start for timed in self.timed_sessions if timed.id}

    @property
    def ends(self) -> dict[str, datetime]:
        return {timed.id: timed.end for timed in self.timed_sessions if timed.id}

    def instant(self, local: datetime) -> datetime:
        """Convert to UTC. If the file's zone is faulty, `local` counts as UTC."""
        return local.replace(tzinfo=self.zone or UTC).astimezone(UTC)


def find(value: Any, pattern: Place, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Every value at a place that matches `pattern`, in which `EACH` matches any position of a list."""
    if not pattern:
        yield place, value
    elif pattern[0] == EACH and isinstance(value, list):
        for i, item in enumerate(value):
            yield from find(item, pattern[1:], (*place, i))
    elif isinstance(value, dict) and pattern[0] in value:
        yield from find(value[pattern[0]], pattern[1:], (*place, pattern[0]))


def read_context(tree: Tree, available: frozenset[str]) -> FileContext:
    root = tree.value
    name = _first(root, ("timezone",))
    zone = ZoneInfo(name) if name and is_zone(name) else None
    return FileContext(
        id=_first(root, ("id",)),
        guild=_first(root, ("guild",)),
        previous=_first(root, ("previous",)),
        available=available,
        given_languages=tuple(dict.fromkeys(_words(root, ("languages", EACH)))),
        zone=zone,
        themes=tuple(_words(root, ("themes", EACH, "id"))),
        sessions=tuple(_sessions(root)),
        dates=tuple((place, day) for place, words in find(root, ("days", EACH, "date")) if (day := read_date(words))),
        timed_sessions=tuple(_timed_sessions(root, zone)),
    )


def _sessions(root: Any) -> Iterator[str]:
    """The ids of the sessions, without those of breaks."""
    for _, session in find(root, ("days", EACH, "sessions", EACH)):
        if _first(session, ("kind",)) != SessionKind.BREAK.value:
            yield from _words(session, ("id",))


def _timed_sessions(root: Any, zone: ZoneInfo | None) -> Iterator[TimedSession]:
    for place, session in find(root, ("days", EACH, "sessions", EACH)):
        day = read_date(_first(root["days"][place[1]], ("date",)))
        start = read_time(_first(session, ("start",)))
        duration = _duration(_first(session, ("duration",)))
        if day and start and duration:
            local = datetime.combine(day, start)
            instant = local.replace(tzinfo=zone or UTC).astimezone(UTC)
            yield TimedSession(place, _first(session, ("id",)), local, instant, instant + duration)


def _first(value: Any, pattern: Place) -> str | None:
    return next(_words(value, pattern), None)


def _words(value: Any, pattern: Place) -> Iterator[str]:
    return (found for _, found in find(value, pattern) if isinstance(found, str))


def _duration(words: str | None) -> timedelta | None:
    try:
        return min(parse_duration(words or ""), timedelta(days=2))
    except (ValueError, OverflowError):
        return None
