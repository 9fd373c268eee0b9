"""The reader of entries, with a small schema of its own."""

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import pytest

from bot.i18n.phrase import _
from bot.workshop_file.entry_reader import read_values
from bot.workshop_file.faults import fault
from bot.workshop_file.field_rules import Check, Field, Parse, Prepare
from bot.workshop_file.tree import read_tree


def _length(value: Any) -> int:
    if not isinstance(value, str) or not value.isdecimal():
        raise fault(_("this is no number"), _("write one"))
    return int(value)


def _longer_than_the_first(value: int, field: Field) -> int:
    if value <= field.above.get("first", value - 1):
        raise fault(_("`%(key)s` is too short", key=field.key), _("make it longer"))
    return value


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, kw_only=True)
class Inner:
    first: Annotated[int, Parse(_length)] = 1
    second: Annotated[Annotated[int, Parse(_length)] | None, Check(lambda value, _: value or 7)] = None


@dataclass(frozen=True, kw_only=True)
class Outer:
    inner: Inner = field(default_factory=Inner)
    first: Annotated[int, Parse(_length)] = 1
    second: Annotated[int, Parse(_length), Check(_longer_than_the_first)]
    colours: frozenset[Colour] = frozenset({Colour.RED})
    rows: Annotated[tuple[Inner, ...], Prepare(lambda value: [value] if isinstance(value, dict) else value)] = ()
    last: Inner | None = None


def _read(words: str) -> tuple[Outer | None, list[str]]:
    values, faults = read_values(Outer, read_tree(Path("small.yaml"), words), None)
    return values, [f"{each.line}: {each.what}; {each.would_do}" for each in faults]


def test_what_is_left_out_has_its_default() -> None:
    assert _read("second: 5") == (Outer(second=5), [])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("second: 5\nlast: null", Outer(second=5)),
        ("second: 5\nlast: {first: 3, second: 4}",
         Outer(second=5, last=Inner(first=3, second=4))),
        ("second: 5\nrows: {first: 2}", Outer(second=5, rows=(Inner(first=2, second=7),))),
        ("second: 5\nrows: []\ncolours: [blue, blue]",
         Outer(second=5, colours=frozenset({Colour.BLUE}))),
    ],
)  # fmt: skip
def test_entries_lists_and_null_are_read_as_their_types_say(words: str, expected: Outer) -> None:
    assert _read(words) == (expected, [])


NUMBER = "this is no number; write one"
FAULTY = [
    ("first: x\nsecond: y", [f"1: {NUMBER}", f"2: {NUMBER}"]),
    ("first: x\nsecond: 1", [f"1: {NUMBER}"]),  # the faulty `first` is not compared with
    ("first: 4\nsecond: 4", ["2: `second` is too short; make it longer"]),
    ("first: 1", ["1: the key `second` is missing; add `second: …`"]),
    ("second: 3\nrows:\n- {first: a}\n- {second: b}", [f"3: {NUMBER}", f"4: {NUMBER}"]),
    ("second: 3\nrows: blue", ["2: there is no list here; write `[blue]`"]),
    ("second: 3\nlast: [x]", ["2: there are no keys here; write keys and values: `first`, `second`"]),
    ("second: 3\ncolours: [red, green]", ["2: `green` is not known here; choose one of `red`, `blue`"]),
    ("second: 3\ncolors: [red]", ["2: `colors` is not a key here; did you mean `colours`?"]),
    ("[1, 2]", ["1: the file does not hold keys and values; let `run.py init` write one to begin with"]),
    ("", ["1: the file is empty; let `run.py init` write one to begin with"]),
]


@pytest.mark.parametrize(("words", "expected"), FAULTY)
def test_every_fault_is_found_at_its_line(words: str, expected: list[str]) -> None:
    values, faults = _read(words)
    assert values is None
    assert faults == expected
