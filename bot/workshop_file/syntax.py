"""The YAML library's errors in plain words, with the line of the mistake."""

import re
from pathlib import Path

import yaml

from bot.faults import Fault
from bot.i18n.phrase import Phrase, _

LINE_BREAK = re.compile(r"\r\n|\r|\n")

_QUOTE = _("put the text in double quotes")
_COMPLETE = _("complete it or delete it")
_PLAINLY = {
    "mapping values are not allowed in this context": (_("there is a `:` where no key can be"), _QUOTE),
    "found character that cannot start any token": (_("a text begins with a character that YAML reserves"), _QUOTE),
    "did not find expected node content": (_("a value is missing after `[`, `{` or `,`"), _COMPLETE),
    "did not find expected key": (
        _("a line is not indented like its neighbours"),
        _("indent with spaces, alike at each level, and check the quotes"),
    ),
}
_UNCLOSED = {
    "found unexpected end of stream": _("a quote is opened and never closed"),
    "did not find expected ',' or '}'": _("a `{` is opened and not closed, or a comma is missing"),
    "did not find expected ',' or ']'": _("a `[` is opened and not closed, or a comma is missing"),
}


def syntax_fault(file: Path, words: str, error: yaml.YAMLError) -> Fault:
    problem = getattr(error, "problem", None) or _("it cannot be read")
    found, opened = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if problem in _UNCLOSED and opened:
        return _not_yaml(file, opened.line, _UNCLOSED[problem], _COMPLETE)
    lines = LINE_BREAK.split(words.rstrip())
    line = min(found.line, len(lines) - 1) if found else 0
    if _is_indented_by_tab(lines[line]):
        return _not_yaml(file, line, _("a tab indents the line"), _("indent with spaces"))
    if problem in _PLAINLY:
        return _not_yaml(file, line, *_PLAINLY[problem])
    would_do = _("indent with spaces, alike at each level, and put texts in double quotes")
    return _not_yaml(file, line, _(problem), would_do)  # the library's message: see bot/i18n/labels.py


def _not_yaml(file: Path, index: int, what: Phrase, would_do: Phrase) -> Fault:
    return Fault(file, index + 1, _("this is not YAML: %(what)s", what=what), would_do)


def _is_indented_by_tab(line: str) -> bool:
    return "\t" in line[: len(line) - len(line.lstrip())]
