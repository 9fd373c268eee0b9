"""The YAML library's complaints in plain words, on the line where the mistake was made."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from bot.faults import Fault

LINE_BREAK = re.compile(r"\r\n|\r|\n")

_QUOTE, _INDENT = "put the text in double quotes", "indent with spaces, alike at each level"
_PLAINLY = {
    "mapping values are not allowed in this context": ("a `:` stands where no key can be", _QUOTE),
    "found character that cannot start any token": ("a text begins with a character of YAML's own", _QUOTE),
    "did not find expected node content": ("a value is missing after `[`, `{` or `,`", "complete it, or take it away"),
    "did not find expected key": ("a line is not indented like its neighbours", f"{_INDENT}, and check the quotes"),
}
_UNCLOSED = {
    "found unexpected end of stream": "a quote is opened and never closed",
    "did not find expected ',' or '}'": "a `{` is opened and not closed, or a comma is missing",
    "did not find expected ',' or ']'": "a `[` is opened and not closed, or a comma is missing",
}


def syntax_fault(file: Path, words: str, error: yaml.YAMLError) -> Fault:
    problem = getattr(error, "problem", None) or "it cannot be read"
    found, opened = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if problem in _UNCLOSED and opened:
        return Fault(file, opened.line + 1, f"this is not YAML: {_UNCLOSED[problem]}", "complete it, or take it away")
    lines = LINE_BREAK.split(words.rstrip())
    line = min(found.line, len(lines) - 1) if found else 0
    if _is_indented_by_tab(lines[line]):
        return Fault(file, line + 1, "this is not YAML: a tab indents the line", "indent with spaces")
    what, would_do = _PLAINLY.get(problem, (problem, f"{_INDENT}, and put texts in double quotes"))
    return Fault(file, line + 1, f"this is not YAML: {what}", would_do)


def _is_indented_by_tab(line: str) -> bool:
    return "\t" in line[: len(line) - len(line.lstrip())]
