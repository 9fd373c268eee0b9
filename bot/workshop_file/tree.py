"""A YAML file as plain values, each with its line.

Scalars stay text, because YAML 1.1 reads `11:00` as 660, `no` as false and `010` as 8. The field that a scalar belongs
to parses it. Only an unquoted `null`, `~` or nothing is `None`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.faults import Fault, Place, quoted
from bot.i18n.phrase import Phrase, _
from bot.workshop_file.characters import described, forbidden, without_forbidden
from bot.workshop_file.syntax import LINE_BREAK, syntax_fault

DEEPEST, MOST_VALUES = 20, 50_000
_NULLS = {"", "~", "null", "Null", "NULL"}
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Tree:
    """The values of one file, the line of each, and the faults of the YAML itself."""

    file: Path
    value: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    invalid: set[Place] = field(default_factory=set)
    is_whole: bool = True
    source: str = ""

    def line(self, place: Place) -> int:
        """The line of `place`; if it is missing, the line of its entry."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def is_unreadable(self, place: Place) -> bool:
        """Whether the value at `place`, or one that contains it, was not valid YAML."""
        return any(place[:end] in self.invalid for end in range(len(place) + 1))

    def fault(self, place: Place, what: Phrase, would_do: Phrase) -> Fault:
        return Fault(self.file, self.line(place), what, would_do)


def read_tree(file: Path, words: str) -> Tree:
    tree = Tree(file, source=words)
    tree.faults.extend(_hidden_characters(file, words))
    composer = _Composer(tree)
    try:
        composer.compose(yaml.parse(without_forbidden(words), Loader=_Loader))
    except yaml.YAMLError as error:
        tree.is_whole = False
        tree.faults.append(syntax_fault(file, words, error))
    except _OutOfBounds as error:
        tree.is_whole = False
        tree.faults.append(error.fault)
    return tree


def _hidden_characters(file: Path, words: str) -> Iterator[Fault]:
    for number, line in enumerate(LINE_BREAK.split(words), start=1):
        for character in forbidden(line):
            yield _hidden(file, number, character)


def _hidden(file: Path, line: int, character: str) -> Fault:
    what = _("the line holds the hidden character %(character)s", character=described(character))
    return Fault(file, line, what, _("delete it"))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


class _OutOfBounds(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


class _Composer:
    """Builds the tree from the parser's events. Aliases are faults: they could multiply the size of a file."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    def compose(self, events: Iterator[yaml.Event]) -> None:
        starts = (event for event in events if isinstance(event, yaml.DocumentStartEvent))
        if next(starts, None):
            self._tree.value = self._value(next(events), events, ())
        if second := next(starts, None):
            self._fault(second, _("a second document begins here, after `---`"), _("keep one workshop per file"))

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], place: Place) -> Any:
        line = _line(event)
        self._tree.lines.setdefault(place, line)
        if len(place) > DEEPEST:
            what = _("there are more than %(most)s levels of nesting", most=DEEPEST)
            raise _OutOfBounds(Fault(self._tree.file, line, what, _("use fewer levels")))
        if len(self._tree.lines) > MOST_VALUES:
            what = _("there are more than %(most)s values", most=MOST_VALUES)
            raise _OutOfBounds(Fault(self._tree.file, line, what, _("keep one workshop per file")))
        if isinstance(event, yaml.AliasEvent):
            self._tree.invalid.add(place)
            what = _("the alias %(alias)s is not allowed here", alias=quoted(f"*{event.anchor}"))
            self._fault(event, what, _("write out what it stands for"))
            return None
        if (tag := getattr(event, "tag", None)) not in {None, "!"}:
            self._fault(event, _("the tag %(tag)s is not allowed here", tag=quoted(tag)), _("leave it out"))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, place)
        return self._scalar(event)

    def _mapping(self, events: Iterator[yaml.Event], place: Place) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                self._skip_pair(event, events, place)
                continue
            key = self._words(event)
            inside = (*place, key)
            first = self._tree.lines.get(inside)
            self._tree.lines.setdefault(inside, _line(event))
            value = self._value(next(events), events, inside if first is None else (*place, key, "again"))
            if first is None:
                mapping[key] = value
            else:
                what = _("%(key)s is given a second time (first on line %(line)s)", key=quoted(key), line=first)
                self._fault(event, what, _("keep one of them"))
        return mapping

    def _skip_pair(self, event: yaml.Event, events: Iterator[yaml.Event], place: Place) -> None:
        self._fault(event, _("one of the keys is not a single word"), _("write `key: value`"))
        self._value(event, events, (*place, "key"))
        self._value(next(events), events, (*place, "value"))

    def _sequence(self, events: Iterator[yaml.Event], place: Place) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, events, (*place, len(items))))
        return items

    def _scalar(self, event: yaml.Event) -> str | None:
        assert isinstance(event, yaml.ScalarEvent)
        if not event.style and event.value in _NULLS:
            return None
        return self._words(event)

    def _words(self, event: yaml.ScalarEvent) -> str:
        for character in forbidden(event.value):
            self._tree.faults.append(_hidden(self._tree.file, _line(event), character))
        return without_forbidden(event.value)

    def _fault(self, event: yaml.Event, what: Phrase, would_do: Phrase) -> None:
        self._tree.faults.append(Fault(self._tree.file, _line(event), what, would_do))
