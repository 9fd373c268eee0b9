"""Reads the catalogues, the phrases of the code, and the commands as Discord is told of them."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import discord
from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from bot.i18n.catalogue import LOCALES, SOURCE, available, phrases
from bot.i18n.phrase import Phrase

ROOT = LOCALES.parent
LANGUAGES = sorted(available() - {SOURCE})
AT_DISCORD = [language for language in LANGUAGES if language in {it.value.split("-")[0] for it in discord.Locale}]
"""Discord shows no commands in the others, such as Arabic."""
EXTRACT = "pybabel -q extract -F pyproject.toml -k _ -k n:1,2 -k L -k mark -c Translators: --no-location --omit-header"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
CODE = re.compile(r"`[^`]+`")
"""What one writes in a file as it stands, whatever language one reads."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase and what it is in a language; a plural has several forms of each."""

    english: tuple[str, ...]
    forms: tuple[str, ...]
    fuzzy: bool

    @property
    def id(self) -> str:
        return self.english[0]


def extracted(to: Path) -> set[tuple[str, ...]]:
    """The phrases of the code as it stands, collected into the file `to`."""
    CommandLineInterface().run([*EXTRACT.split(), "-o", str(to), "."])  # type: ignore[no-untyped-call]
    return phrases_of(to)


def phrases_of(file: Path) -> set[tuple[str, ...]]:
    return {_forms(message.id) for message in _catalogue(file) if message.id}


@cache
def entries(language: str) -> tuple[Entry, ...]:
    """The catalogue of `language`; English is what the template says."""
    if language == SOURCE:
        return tuple(Entry(english, english, False) for english in sorted(phrases_of(LOCALES / "bot.pot")))
    file = LOCALES / language / "LC_MESSAGES" / "bot.po"
    return tuple(
        Entry(_forms(message.id), _forms(message.string), message.fuzzy) for message in _catalogue(file) if message.id
    )


def texts(language: str) -> list[str]:
    return [form for entry in entries(language) for form in entry.forms]


def _catalogue(file: Path) -> Catalog:
    with file.open("rb") as po:
        return read_po(po)


def _forms(words: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words or ())


def filled(phrase: str) -> str:
    """`phrase` with something of a usual length in each place."""
    return PLACEHOLDER.sub("xxxxxxxxxx", phrase)


def still_english(phrase: Phrase, language: str) -> list[str]:
    """What of `phrase`, and of the phrases it is made of, has words of its own and none in `language`."""
    bare = Phrase(phrase.phrase) if phrase.many is None else phrase
    own_words = re.search(r"[a-z]{2}", PLACEHOLDER.sub("", CODE.sub("", phrase.phrase)))
    lacking = [phrase.phrase] if own_words and phrases(language).said(bare) == bare else []
    inner = (value for value in phrase.values.values() if isinstance(value, Phrase))
    return lacking + [part for value in inner for part in still_english(value, language)]


def sources() -> Iterator[ast.Module]:
    for file in sorted((ROOT / "bot").rglob("*.py")):
        yield ast.parse(file.read_text(encoding="utf-8"))


def calls(function: str) -> Iterator[ast.Call]:
    """Every call of `function` in the code."""
    for module in sources():
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function:
                yield node


def phrases_in(node: ast.expr | None) -> set[str]:
    """The phrases translated within `node`: `_("…")`, `call._("…")`, `phrases(each)("…")`."""
    return {
        call.args[0].value
        for call in ast.walk(node or ast.Constant(None))
        if isinstance(call, ast.Call)
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
        and (_name(call.func) == "_" or _is_call_of_phrases(call.func))
    }


def labels_in_several_languages() -> set[str]:
    """`phrases(each)("…")`"""
    return _said_by(_is_call_of_phrases)


def unseen() -> set[str]:
    """What pybabel cannot see: `phrases(each)("…")`, `voice.phrases("…")`, `tongue.say("…")`, `f"{_('…')}"`."""
    return labels_in_several_languages() | _said_by(lambda function: _name(function) in ("_", "phrases", "say"))


def plurals() -> set[tuple[str, ...]]:
    """`_.n("one", "many", …)`, as the code has them; pybabel loses one that has `_` among its values."""
    return {
        (str(one.value), str(many.value))
        for module in sources()
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "n"
        for one, many in [node.args[:2]]
        if isinstance(one, ast.Constant) and isinstance(many, ast.Constant)
    }


def _said_by(is_meant: Callable[[ast.expr], bool]) -> set[str]:
    return {
        node.args[0].value
        for module in sources()
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and is_meant(node.func)
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def _is_call_of_phrases(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and _name(node.func) == "phrases"


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


Json = dict[str, Any]


def shown(item: Json, language: str, key: str = "name") -> str:
    """What somebody who reads `language` at Discord sees."""
    return localised(item, language, key) or str(item[key])


def localised(item: Json, language: str, key: str = "name") -> str | None:
    """What Discord is told for `language`: its locales are `fr`, but `pt-BR`."""
    told: dict[str, str] = item.get(f"{key}_localizations") or {}
    return next((words for locale, words in told.items() if locale.split("-")[0] == language), None)


def every_part(tree: list[Json]) -> Iterator[Json]:
    """Commands, their sub-commands and options."""
    for item in tree:
        yield item
        yield from every_part(item.get("options") or [])


def options(tree: list[Json]) -> Iterator[Json]:
    """Only what one fills in."""
    return (part for part in every_part(tree) if part.get("type", 1) > 2)


def command_names(tree: list[Json], language: str) -> dict[str, str]:
    """`keymessage write` → `messageclé rédiger`; groups too."""
    found = {}
    for command in tree:
        name = shown(command, language)
        found[command["name"]] = name
        for below in command.get("options") or []:
            if below["type"] == 1:
                found[f"{command['name']} {below['name']}"] = f"{name} {shown(below, language)}"
    return found
