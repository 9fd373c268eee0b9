"""Patterns of all refusals in every language, to tell whether a reply is one."""

import ast
import inspect
import re
from collections.abc import Iterator
from types import ModuleType

from bot.chat import errors, refusals
from bot.chat import file_faults_text as files
from bot.features.key_messages import synthesis_text as synthesis
from bot.features.refusals import FEATURES
from bot.i18n.catalogue import available, phrases

REFERENCE_FIELD = "reference"
"""The placeholder in the reply to an internal error."""


def refusal(language: str) -> re.Pattern[str]:
    """Matches the beginning of any refusal in that language."""
    said = [_pattern(each) for each in _everything(language)]
    return re.compile("|".join(f"(?:{each})" for each in sorted(set(said), key=len, reverse=True)), re.DOTALL)


def unknown_errors() -> re.Pattern[str]:
    """Matches the replies to internal errors, which only give a reference."""
    everything = [each for code in available() for each in _everything(code)]
    return re.compile("|".join(_pattern(each) for each in everything if f"%({REFERENCE_FIELD})s" in each), re.DOTALL)


def _everything(language: str) -> Iterator[str]:
    translations = phrases(language).translations
    modules = [(module, None) for module in (errors, refusals, files, *FEATURES)]
    for module, only in (*modules, (synthesis, "not_complete")):
        for singular, plural in _phrases(module, only):
            if plural:
                yield from (translations.ngettext(singular, plural, count) for count in (1, 5))
            else:
                yield translations.gettext(singular)


def _phrases(module: ModuleType, only: str | None) -> Iterator[tuple[str, str | None]]:
    tree: ast.AST = ast.parse(inspect.getsource(module))
    if only:
        tree = next(n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == only)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        words = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if isinstance(node.func, ast.Name) and node.func.id in ("_", "mark") and words:
            yield words[0], None
        elif isinstance(node.func, ast.Attribute) and node.func.attr == "n" and len(words) > 1:
            yield words[0], words[1]


def _pattern(phrase: str) -> str:
    return ".*?".join(re.escape(part) for part in re.split(r"%\(\w+\)s", phrase))
