"""Every difference between two versions of a workshop file, found field by field: none has to be thought of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.core.durations import format_duration
from bot.core.programme import Workshop
from bot.core.text import Text

FILE_KEYS = {"agenda_before": "daily.agenda", "summary_after": "daily.summary", "desk": "key_messages"}
"""Fields that the file calls otherwise."""
LISTED_ELSEWHERE = frozenset({"id", "start", "duration", "sessions", "source"})
"""`source` is the text of the file itself. Hours of sessions are listed with the changes of programme; sessions are
compared across days."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """One difference: the titles or ids of the entries it is in, the outermost first, and the key as the file has it.

    `before` and `after` are the values as text; None where there was or is nothing. `is_entry`: a whole entry is new or
    gone.
    """

    where: tuple[Text | str, ...]
    key: str
    before: str | None
    after: str | None
    is_entry: bool = False


def file_changes(before: Workshop, after: Workshop) -> list[FileChange]:
    """All differences but hours of sessions, and sessions that only one of the two has."""
    sessions = {session.id: session for session in before.sessions}
    in_both = [(sessions[session.id], session) for session in after.sessions if session.id in sessions]
    found = list(_in_fields((), "", before, after))
    return [*found, *(change for pair in in_both for change in _in_fields((pair[1].title,), "", *pair))]


def _in_fields(where: tuple[Text | str, ...], key: str, before: Any, after: Any) -> Iterator[FileChange]:
    for name in (field.name for field in fields(before) if field.name not in LISTED_ELSEWHERE):
        inner = f"{key}.{FILE_KEYS.get(name, name)}".lstrip(".")
        yield from _changes(where, inner, getattr(before, name), getattr(after, name))


def _changes(where: tuple[Text | str, ...], key: str, before: Any, after: Any) -> Iterator[FileChange]:
    if before == after:
        return
    if is_dataclass(before) and is_dataclass(after):
        yield from _in_fields(where, key, before, after)
    elif isinstance(before or after, Mapping) and isinstance(after or before, Mapping):
        for language in dict.fromkeys([*(before or {}), *(after or {})]):
            yield from _changes(where, f"{key}.{language}", (before or {}).get(language), (after or {}).get(language))
    elif _are_entries(before) and _are_entries(after) and (before or after):
        yield from _in_entries(where, key, before, after)
    else:
        yield FileChange(where, key, _shown(before), _shown(after))


def _in_entries(
    where: tuple[Text | str, ...], key: str, before: Sequence[Any], after: Sequence[Any]
) -> Iterator[FileChange]:
    """Differences between two lists of entries, each of which is found again by its id."""
    old, new = ({_identity(entry): entry for entry in entries} for entries in (before, after))
    for id in old.keys() - new.keys():
        yield FileChange((*where, _label(old[id])), key, _identity(old[id]), None, is_entry=True)
    for id, entry in new.items():
        if id in old:
            yield from _in_fields((*where, _label(entry)), key, old[id], entry)
        else:
            yield FileChange((*where, _label(entry)), key, None, id, is_entry=True)
    if list(old) != list(new) and old.keys() == new.keys():
        yield FileChange(where, key, ", ".join(old), ", ".join(new))


def _are_entries(value: Any) -> bool:
    return isinstance(value, tuple) and all(is_dataclass(each) and _identity(each) for each in value)


def _identity(entry: Any) -> str:
    return str(next((getattr(entry, name) for name in ("id", "code", "number") if hasattr(entry, name)), ""))


def _label(entry: Any) -> Text | str:
    found: Text | str = next(
        (getattr(entry, name) for name in ("title", "name", "text") if hasattr(entry, name)), _identity(entry)
    )
    return found


def _shown(value: Any) -> str | None:
    """A value as an organiser knows it from the file; None for nothing."""
    match value:
        case None | ():
            return None
        case timedelta():
            return format_duration(value)
        case datetime():
            return f"{value:%Y-%m-%d %H:%M} UTC"
        case Mapping():
            return ", ".join(map(str, value.values()))
        case frozenset():
            return ", ".join(sorted(value))
        case tuple():
            return ", ".join(_shown(each) or "" for each in value)
    return "…" if is_dataclass(value) else str(value)
