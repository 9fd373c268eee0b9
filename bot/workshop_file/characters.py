"""Characters that no text of a workshop may hold: they hide, or turn round, what one reads."""

from __future__ import annotations

import unicodedata

_NAMES = {"\x00": "NULL", "\x1b": "ESCAPE", "\x7f": "DELETE", "\x85": "NEXT LINE", "\x07": "BELL", "\x08": "BACKSPACE"}
_TURNING = set(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
_BREAKING = {"\u2028", "\u2029"}
_INSIDE_FILES = {"\t", "\n", "\r"}


def forbidden(words: str) -> list[str]:
    """The characters of `words` that must go, each once, in order."""
    return [c for c in dict.fromkeys(words) if _is_forbidden(c)]


def described(character: str) -> str:
    """`character` by its code and name, since it cannot be seen."""
    name = unicodedata.name(character, _NAMES.get(character, "a control character"))
    return f"U+{ord(character):04X} ({name.lower()})"


def without_forbidden(words: str) -> str:
    """`words` with a space for each of them, so that the rest can still be read."""
    return "".join(" " if _is_forbidden(c) else c for c in words)


def is_blank(words: str) -> bool:
    """Whether nothing of `words` can be seen."""
    return all(c.isspace() or unicodedata.category(c) == "Cf" for c in words)


def _is_forbidden(c: str) -> bool:
    if c in _INSIDE_FILES:
        return False
    return c in _TURNING or c in _BREAKING or unicodedata.category(c) in {"Cc", "Cs"}
