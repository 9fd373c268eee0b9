"""Finds every difference between two versions of a workshop file by comparing all fields.

New fields need no code here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.durations import format_duration
from bot.core.programme import Session, Workshop
from bot.core.text import Text

FILE_KEYS = {"agenda_before": "daily.agenda", "summary_after": "daily.summary", "desk": "key_messages"}
"""Fields that have another name in the file."""
COMPARED_ELSEWHERE = frozenset({"id", "sessions", "breaks", "source"})
"""Entries are found by their `id`; sessions and breaks are compared across days; `source` is the text of the file."""
IDENTITIES = ("id", "code", "number", "url", "who")
"""Fields by which an entry of a list is found again."""
HOURS = ("start", "duration")

Where = tuple[Text | str, ...]


@dataclass(frozen=True, slots=True)
class FileChange:
    """One difference: the titles or ids of the entries around it (outermost first), and its key in the file.

    `before` and `after` are the values as written in the file; None for a missing value. `is_entry`: a whole entry was
    added or removed. `session` is the id of the session or break that contains it.
    """

    where: Where
    key: str
    before: str | None
    after: str | None
    is_entry: bool = False
    session: str | None = None


def file_changes(before: Workshop, after: Workshop) -> list[FileChange]:
    """All differences, except sessions and breaks that only one of the two versions has."""
    compared = _Comparison(before, after)
    found = list(compared.in_fields((), "", before, after))
    old = _by_id(before)
    for session in _by_id(after).values():
        if session.id in old:
            found += compared.in_session(old[session.id], session)
    return found


def _by_id(workshop: Workshop) -> dict[str, Session]:
    return {each.id: each for day in workshop.days for each in (*day.sessions, *day.breaks)}


class _Comparison:
    """Compares both versions, each with its own time zone and languages."""

    def __init__(self, before: Workshop, after: Workshop) -> None:
        self._zones = before.zone, after.zone
        self._languages = frozenset(before.languages) ^ frozenset(after.languages)
        """Languages that only one version has. A new or removed language is one difference, not one in every text."""

    def in_session(self, before: Session, after: Session) -> Iterator[FileChange]:
        for each in self.in_fields((after.title,), "", before, after):
            yield FileChange(each.where, each.key, each.before, each.after, each.is_entry, after.id)

    def in_fields(self, where: Where, key: str, before: Any, after: Any) -> Iterator[FileChange]:
        """Differences between two entries; one of them may be None."""
        names = [field.name for field in fields(after if before is None else before)]
        for name in names:
            if name not in COMPARED_ELSEWHERE:
                inner = f"{key}.{FILE_KEYS.get(name, name)}".lstrip(".").replace("questions.scale.", "questions.")
                yield from self._changes(where, inner, getattr(before, name, None), getattr(after, name, None))

    def _changes(self, where: Where, key: str, before: Any, after: Any) -> Iterator[FileChange]:
        if before == after and (before is None or self._zones[0] == self._zones[1]):
            return  # in another zone the same instant is written differently
        kinds = [type(value) for value in (before, after) if value is not None]
        if all(map(is_dataclass, kinds)):
            yield from self.in_fields(where, key, before, after)
        elif all(issubclass(kind, Mapping) for kind in kinds):
            yield from self._in_text(where, key, before, after)
        elif _are_entries(before) and _are_entries(after):
            yield from self._in_entries(where, key, before or (), after or ())
        else:
            yield from self._in_value(where, key, before, after)

    def _in_text(self, where: Where, key: str, before: Text | None, after: Text | None) -> Iterator[FileChange]:
        for language in dict.fromkeys([*(before or {}), *(after or {})]):
            if before is None or after is None or language not in self._languages:
                one, other = (before or {}).get(language), (after or {}).get(language)
                yield from self._changes(where, f"{key}.{language}", one, other)

    def _in_entries(self, where: Where, key: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[FileChange]:
        """Differences between two lists of entries. Entries are matched by their id or name."""
        old, new = _identified(before), _identified(after)
        for id, entry in old.items():
            if id not in new:
                yield FileChange((*where, _label(entry)), key, id, None, is_entry=True)
        for id, entry in new.items():
            if id in old:
                yield from self.in_fields((*where, _label(entry)), key, old[id], entry)
            else:
                yield FileChange((*where, _label(entry)), key, None, id, is_entry=True)
        orders = [id for id in old if id in new], [id for id in new if id in old]
        if orders[0] != orders[1]:
            yield FileChange(where, key, ", ".join(orders[0]), ", ".join(orders[1]))

    def _in_value(self, where: Where, key: str, before: Any, after: Any) -> Iterator[FileChange]:
        one, other = (_shown(value, zone) for value, zone in zip((before, after), self._zones, strict=True))
        if one != other:  # otherwise only the zone has changed, which is a difference of its own
            yield FileChange(where, key, one, other)


def _are_entries(value: Any) -> bool:
    return value is None or (isinstance(value, tuple) and all(map(is_dataclass, value)))


def _identified(entries: Sequence[Any]) -> dict[str, Any]:
    """The entries by their id or name. If two have the same one, a number is added to the second."""
    names = [next(str(getattr(entry, name)) for name in IDENTITIES if hasattr(entry, name)) for entry in entries]
    times = [names[: position + 1].count(name) for position, name in enumerate(names)]
    return {
        f"{name} ({time})" if time > 1 else name: entry for name, time, entry in zip(names, times, entries, strict=True)
    }


def _label(entry: Any) -> Text | str:
    names = ("title", "name", "who", "text", *IDENTITIES)
    found: Text | str = next(getattr(entry, name) for name in names if hasattr(entry, name))
    return found


SHOWN: Mapping[type, Callable[[Any], str]] = {
    bool: lambda value: str(value).lower(),
    float: lambda share: f"{share * 100:.10g}%",
    timedelta: format_duration,
}
"""How the file writes a value of this type."""


def _shown(value: Any, zone: ZoneInfo) -> str | None:
    """A value as it is written in the file. None for a missing value."""
    match value:
        case None | ():
            return None
        case datetime():
            return f"{value.astimezone(zone):%Y-%m-%d %H:%M:%S}".removesuffix(":00")
        case Mapping():
            return ", ".join(map(str, value.values()))
        case frozenset():
            return ", ".join(sorted(value))
        case tuple():
            return ", ".join(_shown(each, zone) or "" for each in value)
    return SHOWN.get(type(value), str)(value)
