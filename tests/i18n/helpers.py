"""Reads the catalogues, the phrases in the code, and the commands as they are sent to Discord."""

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
from bot.i18n.language_codes import closest, folder_name
from bot.i18n.phrase import Phrase
from tests.source_code import source_files

ROOT = LOCALES.parent
LANGUAGES = sorted(available() - {SOURCE})
DISCORD_LANGUAGES = [language for language in LANGUAGES if closest(language, [it.value for it in discord.Locale])]
"""Languages in which Discord shows commands. Arabic, for example, is not one of them."""
EXTRACT = "pybabel -q extract -F pyproject.toml -k _ -k n:1,2 -k L -k mark -c Translators: --no-location --omit-header"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
CODE = re.compile(r"`[^`]+`")
"""Code in a phrase. It is the same in every language."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase and its translation. A phrase with a plural has two English forms and one or more translated forms."""

    english: tuple[str, ...]
    forms: tuple[str, ...]
    fuzzy: bool

    @property
    def id(self) -> str:
        return self.english[0]


def extracted(to: Path) -> set[tuple[str, ...]]:
    """Extract the phrases of the code into the file `to`, and return them."""
    CommandLineInterface().run([*EXTRACT.split(), "-o", str(to), "."])  # type: ignore[no-untyped-call]
    return phrases_of(to)


def phrases_of(file: Path) -> set[tuple[str, ...]]:
    return {_forms(message.id) for message in _catalogue(file) if message.id}


@cache
def entries(language: str) -> tuple[Entry, ...]:
    """The catalogue of `language`. For English, each phrase is its own translation."""
    if language == SOURCE:
        return tuple(Entry(english, english, False) for english in sorted(phrases_of(LOCALES / "bot.pot")))
    file = LOCALES / folder_name(language) / "LC_MESSAGES" / "bot.po"
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


def fill_placeholders(phrase: str) -> str:
    """`phrase` with ten characters in place of each placeholder."""
    return PLACEHOLDER.sub("xxxxxxxxxx", phrase)


def untranslated(phrase: Phrase, language: str) -> list[str]:
    """Those of `phrase` and the phrases among its values that contain words and are not translated."""
    bare = Phrase(phrase.phrase) if phrase.many is None else phrase
    own_words = re.search(r"[a-z]{2}", PLACEHOLDER.sub("", CODE.sub("", phrase.phrase)))
    missing = [phrase.phrase] if own_words and phrases(language).translate(bare) == bare else []
    inner = (value for value in phrase.values.values() if isinstance(value, Phrase))
    return missing + [part for value in inner for part in untranslated(value, language)]


def sources() -> Iterator[ast.Module]:
    return (file.tree for file in source_files("bot"))


def calls(function: str) -> Iterator[ast.Call]:
    """All calls of `function` in the code."""
    for module in sources():
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function:
                yield node


def phrases_in(node: ast.expr | None) -> set[str]:
    """The phrases translated in `node`: `_("…")`, `call._("…")`, `phrases(each)("…")`."""
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
    return _first_arguments(_is_call_of_phrases)


def phrases_that_pybabel_misses() -> set[str]:
    """Phrases in calls that pybabel does not know, such as `phrases(each)("…")` and `f"{_('…')}"`."""
    return labels_in_several_languages() | _first_arguments(lambda function: _name(function) in ("_", "phrases", "say"))


def plurals() -> set[tuple[str, ...]]:
    """The singular and plural of each `_.n("one", "many", …)`. Pybabel misses one that has `_` among its values."""
    return {
        (str(one.value), str(many.value))
        for module in sources()
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "n"
        for one, many in [node.args[:2]]
        if isinstance(one, ast.Constant) and isinstance(many, ast.Constant)
    }


def _first_arguments(matches: Callable[[ast.expr], bool]) -> set[str]:
    return {
        node.args[0].value
        for module in sources()
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and matches(node.func)
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
    """The text that a Discord client in `language` shows."""
    return localised(item, language, key) or str(item[key])


def localised(item: Json, language: str, key: str = "name") -> str | None:
    """The localisation for `language`, None without one. Discord's locales have a region, such as `pt-BR`, or none."""
    localisations: dict[str, str] = item.get(f"{key}_localizations") or {}
    locale = closest(language, localisations)
    return localisations[locale] if locale else None


def every_part(tree: list[Json]) -> Iterator[Json]:
    """Commands, subcommands and options."""
    for item in tree:
        yield item
        yield from every_part(item.get("options") or [])


def options(tree: list[Json]) -> Iterator[Json]:
    """The options that take a value."""
    return (part for part in every_part(tree) if part.get("type", 1) > 2)


def command_names(tree: list[Json], language: str) -> dict[str, str]:
    """Full names of commands and groups: English to `language`, such as `keymessage write` to `messageclé rédiger`."""
    names = {}
    for command in tree:
        name = shown(command, language)
        names[command["name"]] = name
        for below in command.get("options") or []:
            if below["type"] == 1:
                names[f"{command['name']} {below['name']}"] = f"{name} {shown(below, language)}"
    return names
