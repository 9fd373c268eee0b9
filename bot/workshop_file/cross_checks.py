"""Checks between entries: unique ids, days in order, no overlapping sessions, one channel or role for each purpose."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from bot.core.durations import parse_duration
from bot.core.programme import SessionKind
from bot.faults import Fault, Place, quoted
from bot.i18n.phrase import _
from bot.workshop_file.file_context import EACH, FileContext, find
from bot.workshop_file.server import Channels, Roles
from bot.workshop_file.times import clock_change
from bot.workshop_file.tree import Tree

MOST_SESSIONS = 100  # Discord's limit of scheduled events on a server

_SESSION: Place = ("days", EACH, "sessions", EACH)
_QUESTION: Place = ("evaluations", EACH, "questions", EACH)


def _as_duration(words: str) -> timedelta | str:
    try:
        return parse_duration(words)
    except (ValueError, OverflowError):
        return words


_UNIQUE: list[tuple[Place, int, Callable[[str], Any]]] = [
    # what must be unique, within how many steps of its place (0: the whole file), how values are compared
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
    ("themes",): (0, 25),  # the limit of a menu in a form
    ("days",): (1, 60),
    ("reminders",): (0, 20),
    ("days", EACH, "sessions"): (1, 50),
    (*_SESSION, "speakers"): (0, 20),
    (*_SESSION, "documents"): (0, 10),
    (*_SESSION, "prompts"): (0, 50),
    (*_SESSION, "prompts", EACH, "options"): (2, 25),
    ("key_messages", "reminders"): (0, 20),
    ("about", "quotes"): (0, 10),
    ("evaluations",): (0, 25),
    ("evaluations", EACH, "questions"): (1, 25),
    (*_QUESTION, "options"): (2, 25),
}


def faults_between(tree: Tree, context: FileContext) -> Iterator[Fault]:
    for pattern, (least, most) in _SIZES.items():
        yield from _sizes(tree, pattern, least, most)
    for pattern, scope, key in _UNIQUE:
        yield from _repeats(tree, pattern, scope, key)
    yield from _days(tree, context)
    yield from _breaks_alone(tree)
    yield from _clock_changes(tree, context)
    yield from _overlaps(tree, context)
    yield from _one_name_for_two(tree, "roles", Roles(), lambda name: name)
    yield from _one_name_for_two(tree, "channels", Channels(), lambda name: "-".join(name.casefold().split()))


def _sizes(tree: Tree, pattern: Place, least: int, most: int) -> Iterator[Fault]:
    for place, items in find(tree.value, pattern):
        if isinstance(items, list) and not least <= len(items) <= most:
            what = _.n("the list has %(count)s item", "the list has %(count)s items", len(items))
            too_few = len(items) < least
            would_do = _("give it at least %(least)s", least=least) if too_few else _("keep to %(most)s", most=most)
            yield tree.fault(place, what, would_do)


def _repeats(tree: Tree, pattern: Place, scope: int, key: Callable[[str], Any]) -> Iterator[Fault]:
    seen: dict[tuple[Place, Any], int] = {}
    for place, words in find(tree.value, pattern):
        if not isinstance(words, str):
            continue
        if line := seen.get((place[:scope], key(words))):
            what = _("%(given)s is already used on line %(line)s", given=quoted(words), line=line)
            yield tree.fault(place, what, _("choose another, or remove it"))
        else:
            seen[place[:scope], key(words)] = tree.line(place)


def _days(tree: Tree, context: FileContext) -> Iterator[Fault]:
    lines: dict[date, int] = {}
    for place, day in context.dates:
        if line := lines.get(day):
            again = _("the date %(day)s is already used on line %(line)s", day=day, line=line)
            yield tree.fault(place, again, _("give each day its own date"))
        elif lines and day < max(lines):
            yield tree.fault(place, _("%(day)s comes before a day above it", day=day), _("put the days in order"))
        lines.setdefault(day, tree.line(place))
    if len(context.sessions) > MOST_SESSIONS:
        what = _("there are %(number)s sessions", number=len(context.sessions))
        would_do = _("keep to %(most)s, which is how many scheduled events Discord takes", most=MOST_SESSIONS)
        yield tree.fault(("days",), what, would_do)


def _breaks_alone(tree: Tree) -> Iterator[Fault]:
    for place, sessions in find(tree.value, ("days", EACH, "sessions")):
        if isinstance(sessions, list) and sessions and all(map(_is_break, sessions)):
            yield tree.fault(place, _("the day has breaks only"), _("add a session, or remove the day"))


def _is_break(session: Any) -> bool:
    return isinstance(session, dict) and session.get("kind") == SessionKind.BREAK.value


def _clock_changes(tree: Tree, context: FileContext) -> Iterator[Fault]:
    for timed in context.timed_sessions:
        if context.zone and (change := clock_change(timed.local, context.zone)):
            yield tree.fault((*timed.place, "start"), change, _("choose another time"))


def _overlaps(tree: Tree, context: FileContext) -> Iterator[Fault]:
    latest = None
    for timed in sorted(context.timed_sessions, key=lambda timed: timed.start):
        if latest and timed.start < latest.end:
            end = latest.end.astimezone(context.zone)
            what = _(
                "it begins before the session %(id)s of line %(line)s ends, at %(time)s on %(day)s",
                id=quoted(latest.id), line=tree.line(latest.place), time=f"{end:%H:%M}", day=end.date(),
            )  # fmt: skip
            yield tree.fault((*timed.place, "start"), what, _("begin it later, or shorten the other"))
        if latest is None or timed.end > latest.end:
            latest = timed


def _one_name_for_two(
    tree: Tree, part: str, defaults: Roles | Channels, stored: Callable[[str], str]
) -> Iterator[Fault]:
    """Faults where two purposes share a role or a text channel. `stage`, a voice channel, may have the same name."""
    given: dict[str, Any] = next((entry for _, entry in find(tree.value, (part,)) if isinstance(entry, dict)), {})
    seen: dict[str, str] = {}
    for key, name in _names(given, defaults):
        purpose = ".".join(map(str, key))
        if other := seen.get(stored(name)):
            what = _("%(name)s already serves as `%(purpose)s`", name=quoted(name), purpose=other)
            yield tree.fault((part, *key), what, _("name another for `%(purpose)s`", purpose=purpose))
        seen.setdefault(stored(name), purpose)


def _names(given: dict[str, Any], defaults: Roles | Channels) -> Iterator[tuple[Place, str]]:
    for key, default in vars(defaults).items():
        value = given.get(key, default)
        if isinstance(value, str) and key != "stage":
            yield (key,), value.strip()
        elif isinstance(value, dict) and key == "announcements":
            yield from (((key, language), name.strip()) for language, name in value.items() if isinstance(name, str))
