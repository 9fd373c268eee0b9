"""What holds between entries: nothing repeated, days in order, one session at a time, one place for each purpose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from pydantic import BaseModel

from bot.domain.durations import parse_duration
from bot.faults import Fault, Place, quoted
from bot.workshop_file.server import Channels, Roles
from bot.workshop_file.survey import EACH, Survey, find
from bot.workshop_file.times import clock_change
from bot.workshop_file.tree import Tree

MOST_SESSIONS = 100  # Discord keeps no more scheduled events on a server

_SESSION: Place = ("days", EACH, "sessions", EACH)
_QUESTION: Place = ("evaluations", EACH, "questions", EACH)


def _as_duration(words: str) -> timedelta | str:
    try:
        return parse_duration(words)
    except (ValueError, OverflowError):
        return words


_UNIQUE: list[tuple[Place, int, Callable[[str], Any]]] = [
    # what must not repeat, how many steps of its place bound it (0: the whole workshop), how two are compared
    (("languages", EACH), 0, str),
    (("administrations", EACH, "code"), 0, str.casefold),
    (("themes", EACH, "id"), 0, str),
    ((*_SESSION, "id"), 0, str),
    ((*_SESSION, "themes", EACH), 4, str),
    ((*_SESSION, "prompts", EACH, "id"), 0, str),
    ((*_SESSION, "prompts", EACH, "options", EACH, "id"), 6, str),
    (("evaluations", EACH, "id"), 0, str),
    ((*_QUESTION, "id"), 2, str),
    ((*_QUESTION, "options", EACH, "id"), 4, str),
    (("mention", EACH), 0, str),
    (("reminders", EACH), 0, _as_duration),
    (("key_messages", "reminders", EACH), 0, _as_duration),
]

_SIZES: dict[Place, tuple[int, int]] = {
    ("languages",): (1, 4),
    ("administrations",): (1, 500),
    ("themes",): (0, 25),  # the menu of a form has no more
    ("days",): (1, 60),
    ("reminders",): (0, 20),
    ("days", EACH, "sessions"): (1, 50),
    (*_SESSION, "speakers"): (0, 20),
    (*_SESSION, "prompts"): (0, 50),
    (*_SESSION, "prompts", EACH, "options"): (2, 25),
    ("key_messages", "reminders"): (0, 20),
    ("evaluations",): (0, 25),
    ("evaluations", EACH, "questions"): (1, 25),
    (*_QUESTION, "options"): (2, 25),
}


def faults_between(tree: Tree, survey: Survey) -> Iterator[Fault]:
    for pattern, (least, most) in _SIZES.items():
        yield from _sizes(tree, pattern, least, most)
    for pattern, scope, key in _UNIQUE:
        yield from _repeats(tree, pattern, scope, key)
    yield from _days(tree, survey)
    yield from _clock_changes(tree, survey)
    yield from _overlaps(tree, survey)
    yield from _one_name_for_two(tree, "roles", Roles, lambda name: name)
    yield from _one_name_for_two(tree, "channels", Channels, lambda name: "-".join(name.casefold().split()))


def _sizes(tree: Tree, pattern: Place, least: int, most: int) -> Iterator[Fault]:
    for place, items in find(tree.value, pattern):
        if isinstance(items, list) and not least <= len(items) <= most:
            would_do = f"give it at least {least}" if len(items) < least else f"keep to {most}"
            count = "1 item" if len(items) == 1 else f"{len(items)} items"
            yield tree.fault(place, f"the list has {count}", would_do)


def _repeats(tree: Tree, pattern: Place, scope: int, key: Callable[[str], Any]) -> Iterator[Fault]:
    seen: dict[tuple[Place, Any], int] = {}
    for place, words in find(tree.value, pattern):
        if not isinstance(words, str):
            continue
        if line := seen.get((place[:scope], key(words))):
            yield tree.fault(place, f"{quoted(words)} stands on line {line} already", "choose another, or remove it")
        else:
            seen[place[:scope], key(words)] = tree.line(place)


def _days(tree: Tree, survey: Survey) -> Iterator[Fault]:
    lines: dict[date, int] = {}
    for place, day in survey.dates:
        if line := lines.get(day):
            yield tree.fault(place, f"the date {day} stands on line {line} already", "give each day its own date")
        elif lines and day < max(lines):
            yield tree.fault(place, f"{day} comes before a day above it", "put the days in order")
        lines.setdefault(day, tree.line(place))
    if len(survey.slots) > MOST_SESSIONS:
        most = f"keep to {MOST_SESSIONS}, which is how many scheduled events Discord takes"
        yield tree.fault(("days",), f"there are {len(survey.slots)} sessions", most)


def _clock_changes(tree: Tree, survey: Survey) -> Iterator[Fault]:
    for slot in survey.slots:
        if survey.zone and (change := clock_change(slot.local, survey.zone)):
            yield tree.fault((*slot.place, "start"), change, "choose another time")


def _overlaps(tree: Tree, survey: Survey) -> Iterator[Fault]:
    latest = None
    for slot in sorted(survey.slots, key=lambda slot: slot.start):
        if latest and slot.start < latest.end:
            end = latest.end.astimezone(survey.zone)
            before = f"the session {quoted(latest.id)} of line {tree.line(latest.place)}"
            what = f"it begins before {before} ends, at {end:%H:%M} on {end:%Y-%m-%d}"
            yield tree.fault((*slot.place, "start"), what, "begin it later, or shorten the other")
        if latest is None or slot.end > latest.end:
            latest = slot


def _one_name_for_two(tree: Tree, part: str, shape: type[BaseModel], stored: Callable[[str], str]) -> Iterator[Fault]:
    """Two purposes that would share a role or a text channel; `stage` is a voice channel and may bear any name."""
    given: dict[str, Any] = next((entry for _, entry in find(tree.value, (part,)) if isinstance(entry, dict)), {})
    seen: dict[str, str] = {}
    for key, name in _names(given, shape):
        purpose = ".".join(map(str, key))
        if other := seen.get(stored(name)):
            what = f"{quoted(name)} already serves as `{other}`"
            yield tree.fault((part, *key), what, f"name another for `{purpose}`")
        seen.setdefault(stored(name), purpose)


def _names(given: dict[str, Any], shape: type[BaseModel]) -> Iterator[tuple[Place, str]]:
    for key, field in shape.model_fields.items():
        value = given.get(key, field.default)
        if isinstance(value, str) and key != "stage":
            yield (key,), value.strip()
        elif isinstance(value, dict) and key == "announcements":
            yield from (((key, language), name.strip()) for language, name in value.items() if isinstance(name, str))
