"""What people typed, among our own words: it pings nobody, and stays where it was put.

Discord's markdown: https://support.discord.com/hc/articles/210298617. Writing in both directions: Unicode Annex 9.
"""

from __future__ import annotations

import re
import unicodedata

from discord.utils import escape_mentions

_SPECIAL = re.compile(r"(https?://[^\s<>*~`|\\\[\]]+)|([\\*_~`|<>\[\]])")
_AT_LINE_START = re.compile(r"^(#{1,3}|[-+]|\d+(?=\.)) ?")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_PILE = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{6})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
"""More marks on one letter than any language has cover the lines above and below."""
_ISOLATE, _END = "\u2068", "\u2069"
PAIRED = ("```", "||")
"""Marks that run on, past the end of a text, to the next of their kind."""


def escape_inline(text: str) -> str:
    """As one piece of text on a line: no mentions, no markdown, no line break, no turn of the writing's direction."""
    line = " ".join(_TURNS.sub("", text).split())
    escaped = _SPECIAL.sub(lambda it: it[1] or f"\\{it[2]}", _unpiled(line))
    return _isolated(escape_mentions(_AT_LINE_START.sub(_escaped_start, escaped)))


def _escaped_start(found: re.Match[str]) -> str:
    """A heading, a list or a number that would begin one, when the text comes first on its line."""
    start = found[0]
    return f"{start}\\" if start[0].isdigit() else f"\\{start}"


def _isolated(text: str) -> str:
    """Text from right to left in a frame of its own, so that the words around it keep their order."""
    if any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in text):
        return f"{_ISOLATE}{text}{_END}"
    return text


def block_quote(text: str) -> str:
    """As a block quote with its line breaks; mentions are broken, links show where they lead, the rest is as typed."""
    shown = escape_mentions(close_markup(_unpiled(text)).replace("](", "]\\("))
    return "\n".join(f"> {line}" for line in shown.splitlines() or [""])


def close_markup(text: str) -> str:
    """With its markdown, of which nothing runs on into what follows."""
    text = re.sub(r"^(\s*)>>>(?= )", r"\1>", text, flags=re.MULTILINE)
    for mark in PAIRED:
        if text.count(mark) % 2:
            before, _, after = text.rpartition(mark)
            text = before + "".join(f"\\{c}" for c in mark) + after
    return text


def code_block(text: str) -> str:
    """In a frame of code, which nothing in it can end."""
    return f"```\n{escape_mentions(text).replace('```', 'ˋˋˋ')}\n```"


def _unpiled(text: str) -> str:
    return _PILE.sub(r"\1", text)


def unmarked(text: str) -> str:
    """Our own text, names of people in it, for a plain file: without bold, and without what `quiet` escaped."""
    return re.sub(r"\\([^\w\s]|_)|\*\*", lambda it: it[1] or "", text)
