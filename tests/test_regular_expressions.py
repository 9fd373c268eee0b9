"""No regular expression takes quadratic time on hostile text: four times the text takes four times as long, not 16.

All regular expressions of the program are found in its source. Each is tried in the way in which it is used there
(`search`, `fullmatch`, …), on long texts made of the characters that stand in it.
"""

import ast
import importlib
import itertools
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from bot.chat import escaping
from bot.chat.command_mentions import _AFTER, _BEFORE, _NO_NAME
from bot.chat.router import regex_of
from bot.export.sheets.action_details import RULES
from tests.source_code import SourceFile, source_files

SIZE = 4_000
"""Characters: as many as Discord lets anybody type."""
QUICK_S = 0.003
"""Processor time that needs no second look: quadratic patterns take longer for `SIZE` characters."""
GROWTH = 9
"""How much longer a text four times as long may take: 4 is linear, 16 is quadratic."""
METHODS = {"match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
BUILT: dict[str, list[tuple[str, str]]] = {
    "bot/chat/router.py": [(regex_of("a:{id}:{number}:{x|y}"), "fullmatch")],
    "bot/chat/command_mentions.py": [(f"(?s){_NO_NAME}|{_BEFORE}(?P<name>session\\ start|join){_AFTER}", "sub")],
    "bot/export/sheets/action_details.py": [(it, "fullmatch") for *patterns, _say in RULES for it in patterns],
    "bot/features/privacy/model.py": [(r"(?<!\w)(?:Awa\ Diallo|Awa|a)(?!\w)", "sub")],
    "bot/storage/backups.py": [(r"by\-hand\.(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)\.db", "fullmatch")],
    "bot/storage/copies.py": [(r"atelier\.(until-)?\d{4}-\d\d-\d\dT", "match")],
    "bot/workshop_file/scalars.py": [(r"[a-z0-9-]{1,40}", "fullmatch"), (r"[A-Za-z0-9]{1,8}", "fullmatch")],
    "fakecord/faults.py": [],  # a test's own
    "fakecord/page/command_line.py": [(r"(?<=\s)(direct_messages|message|text):", "finditer")],
}
"""Patterns that are made while the program runs, by the file that makes them: an example of each, and its method."""

Pattern = tuple[str | bytes, int, str]
"""A pattern, its flags, and the method that is called with it."""


def _files() -> tuple[SourceFile, ...]:
    return source_files("bot") + source_files("fakecord")


def _calls(tree: ast.AST) -> Iterator[tuple[ast.expr, str, ast.Call]]:
    """Each `x.method(…)`: what `x` is, and the method's name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.value, node.func.attr, node


@cache
def _methods_by_name() -> dict[str, set[str]]:
    """With which methods a pattern of this name is used anywhere."""
    found = defaultdict[str, set[str]](set)
    for file in _files():
        for value, method, _ in _calls(file.tree):
            if method in METHODS:
                found[ast.unparse(value).split(".")[-1]].add(method)
    return found


def _of_module(file: SourceFile) -> dict[str, re.Pattern[Any]]:
    """The compiled patterns of a module by their names, those in its dictionaries by the dictionary's."""
    values = vars(importlib.import_module(file.module))
    named = {name: it for name, it in values.items() if isinstance(it, re.Pattern)}
    held = [(name, it) for name, those in values.items() if isinstance(those, dict) for it in those.values()]
    return named | {f"{name} {number}": it for number, (name, it) in enumerate(held) if isinstance(it, re.Pattern)}


def _patterns() -> Iterator[tuple[str, Pattern]]:
    for file in _files():
        compiled, uses = 0, [it for it in _calls(file.tree) if ast.unparse(it[0]) == "re"]
        for _, method, call in uses:
            if method in METHODS and isinstance(call.args[0], ast.Constant):
                assert isinstance(call.args[0].value, str | bytes)
                yield f"{file.path}:{call.lineno}", (call.args[0].value, _flags(call), method)
            elif method in METHODS | {"compile"}:
                compiled += 1
        if not compiled:
            continue
        of_module = _of_module(file)
        for name, it in of_module.items():
            for method in _methods_by_name().get(name, {"fullmatch" if " " in name else "search"}):
                yield f"{file.path} {name}", (it.pattern, it.flags, method)
        built = BUILT.get(str(file.path), [])
        assert str(file.path) in BUILT or len(of_module) >= compiled, f"{file.path}: name its pattern in BUILT"
        for pattern, method in built:
            yield f"{file.path} built", (pattern, 0, method)


def _flags(call: ast.Call) -> int:
    named = [ast.unparse(it.value) for it in call.keywords if it.arg == "flags"]
    listed = [words for it in call.args if re.fullmatch(r"re\.[A-Z]+( \| re\.[A-Z]+)*", words := ast.unparse(it))]
    return int(eval(named[0])) if named else int(eval(listed[0])) if listed else 0


def _characters(parsed: Any) -> Iterator[str]:
    """The characters that stand in a pattern, and one of each class."""
    for what, it in parsed:
        if what in (op.LITERAL, op.NOT_LITERAL):
            yield chr(it)
        elif what is op.IN:
            for kind, value in it:
                if kind is op.LITERAL:
                    yield chr(value)
                elif kind is op.RANGE:
                    yield chr(value[0])
        elif what in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            yield from _characters(it[2])
        elif what is op.SUBPATTERN:
            yield from _characters(it[3])
        elif what is op.BRANCH:
            for branch in it[1]:
                yield from _characters(branch)
        elif what in (op.ASSERT, op.ASSERT_NOT):
            yield from _characters(it[1])


MAX_CHARACTERS = 6


def _hostile(pattern: str | bytes, flags: int) -> Iterator[Callable[[int], str]]:
    """Texts of any size that may drive `pattern` to look at the same characters again and again."""
    found = dict.fromkeys(_characters(parser.parse(pattern, flags & ~re.DEBUG)))
    characters = list(dict.fromkeys([" ", "\n", "a", "0", *itertools.islice(found, MAX_CHARACTERS)]))
    for one in characters:
        yield lambda size, a=one: a * size  # type: ignore[misc]
    for one, two in itertools.permutations(characters, 2):
        yield lambda size, a=one, b=two: (a + b) * (size // 2)  # type: ignore[misc]
        yield lambda size, a=one, b=two: (a * 3 + b) * (size // 4)  # type: ignore[misc]
        yield lambda size, a=one, b=two: a + b * size + a  # type: ignore[misc]
        yield lambda size, a=one, b=two: a * (size // 2) + b * (size // 2)  # type: ignore[misc]
    for words in ("**a ", "||a", "`` a", "__a", "[a](", "](http://", "<t:1", "a: late: "):
        yield lambda size, a=words: a * (size // len(a))  # type: ignore[misc]


def _seconds(run: Callable[[Any], object], text: Any) -> float:
    began = time.process_time()
    run(text)
    return time.process_time() - began


def _grows(run: Callable[[Any], object], hostile: Callable[[int], Any]) -> bool:
    """Whether four times the text takes more than `GROWTH` times as long, whatever else the machine does."""
    text = hostile(SIZE)
    if any(_seconds(run, text) < QUICK_S for _ in range(2)):
        return False
    small, large = (min(_seconds(run, hostile(size)) for _ in range(3)) for size in (SIZE // 4, SIZE))
    return large > GROWTH * small


def _runner(pattern: str | bytes, flags: int, method: str) -> Callable[[Any], object]:
    regex: Any = re.compile(pattern, flags)
    if method in ("sub", "subn"):
        return lambda text: regex.sub(text[:0], text)
    if method == "finditer":
        return lambda text: list(regex.finditer(text))
    run: Callable[[Any], object] = getattr(regex, method)
    return run


def _quadratic(where: str, pattern: str | bytes, flags: int, method: str) -> Iterator[str]:
    run, is_bytes = _runner(pattern, flags, method), isinstance(pattern, bytes)
    for hostile in _hostile(pattern, flags):
        text = (lambda size, make=hostile: make(size).encode("utf-8")) if is_bytes else hostile
        if _grows(run, text):
            yield f"{where}: {method} {pattern!r} on {text(12)!r}"
            return


def test_no_regular_expression_is_quadratic() -> None:
    patterns = list(_patterns())
    assert len(patterns) > 60
    assert [fault for where, it in patterns for fault in _quadratic(where, *it)] == []


@pytest.mark.parametrize("pattern", [r"^(\s*)>>>(?= )", r"\([^)]*\)", r"[.,]+$"])
def test_a_quadratic_one_is_found(pattern: str) -> None:
    assert list(_quadratic("here", pattern, re.MULTILINE, "sub"))


@pytest.mark.parametrize(
    "show",
    [escaping.escape_inline, escaping.block_quote, escaping.close_markup, escaping.code_block, escaping.unmarked],
)
def test_showing_hostile_text_is_not_quadratic(show: Callable[[str], str]) -> None:
    hostile = _hostile(r"[>`|*_~\[\]()\\<@#\-+.]\u0301\u202e\u0627", 0)
    assert [text(12) for text in hostile if _grows(show, text)] == []
