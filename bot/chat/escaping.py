"""Shows what people typed without side effects: it pings nobody, and its formatting does not affect the text after it.

Discord's markdown: https://support.discord.com/hc/articles/210298617. Text in both directions: Unicode Annex 9.
"""

import re
import unicodedata

from discord.utils import escape_mentions

_SPECIAL = re.compile(r"(https?://[^\s<>*~`|\\\[\]]+)|([\\*_~`|<>\[\]]|(?<![\w/.:])/(?=\w))")
_COMMAND = re.compile(r"(```.*?```|`[^`\n]+`|https?://\S+)|(?<![\w/\\.:<])/(?=\w)", re.DOTALL)
"""The start of what looks like a command: what people typed is no mention (`command_mentions.py`). Code is none."""
_AT_LINE_START = re.compile(r"^(#{1,3}|[-+]|\d+(?=\.)) ?")
_QUOTE_TO_END = re.compile(r"^([^\S\n]*)>>>(?= )", re.MULTILINE)
_DIRECTION_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_STACKED_MARKS = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{6})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
"""More combining marks on one letter than any language uses: they cover the lines above and below."""
_ISOLATE, _END = "\u2068", "\u2069"
PAIRED = ("```", "||")
"""Marks that stay open, past the end of a text, until the next one of their kind."""


def escape_inline(text: str) -> str:
    """`text` on one line: without mentions, markdown, line breaks or characters that change the direction."""
    line = " ".join(_DIRECTION_MARKS.sub("", text).split())
    escaped = _SPECIAL.sub(lambda it: it[1] or f"\\{it[2]}", _without_stacked_marks(line))
    return _isolated(escape_mentions(_AT_LINE_START.sub(_escaped_start, escaped)))


def _escaped_start(found: re.Match[str]) -> str:
    """Escape characters that would begin a heading or a list at the start of a line."""
    start = found[0]
    return f"{start}\\" if start[0].isdigit() else f"\\{start}"


def _isolated(text: str) -> str:
    """Right-to-left text between isolating characters, so that the words around it keep their order."""
    if any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in text):
        return f"{_ISOLATE}{text}{_END}"
    return text


def block_quote(text: str) -> str:
    """`text` as a block quote, with its line breaks and markdown, without mentions. Links show their address."""
    shown = escape_mentions(close_markup(_without_stacked_marks(text)).replace("](", "]\\("))
    return "\n".join(f"> {line}" for line in shown.splitlines() or [""])


def close_markup(text: str) -> str:
    """`text` with its markdown, none of which affects what comes after it."""
    text = _QUOTE_TO_END.sub(r"\1>", text)
    for mark in PAIRED:
        if text.count(mark) % 2:
            before, _, after = text.rpartition(mark)
            text = before + "".join(f"\\{c}" for c in mark) + after
    return _COMMAND.sub(lambda it: it[1] or "\\/", text)


def code_block(text: str) -> str:
    """`text` as a code block, which nothing in it can end."""
    return f"```\n{escape_mentions(text).replace('```', 'ˋˋˋ')}\n```"


def _without_stacked_marks(text: str) -> str:
    return _STACKED_MARKS.sub(r"\1", text)


def unmarked(text: str) -> str:
    """A text of the bot for a plain file: without bold, and without the escapes of `escape_inline`."""
    return re.sub(r"\\([^\w\s]|_)|\*\*", lambda it: it[1] or "", text)
