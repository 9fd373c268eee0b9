"""Characters that are forbidden in texts: they are invisible, or reverse the text around them."""

import unicodedata

from bot.i18n.phrase import Phrase, _

_NAMES = {
    "\x00": _("null"),
    "\x07": _("bell"),
    "\x08": _("backspace"),
    "\x1b": _("escape"),
    "\x7f": _("delete"),
    "\x85": _("next line"),
    "\u2028": _("line separator"),
    "\u2029": _("paragraph separator"),
    "\u202a": _("left-to-right embedding"),
    "\u202b": _("right-to-left embedding"),
    "\u202c": _("pop directional formatting"),
    "\u202d": _("left-to-right override"),
    "\u202e": _("right-to-left override"),
    "\u2066": _("left-to-right isolate"),
    "\u2067": _("right-to-left isolate"),
    "\u2068": _("first strong isolate"),
    "\u2069": _("pop directional isolate"),
}
"""Their names in Unicode; other forbidden characters have none."""
_TURNING = set(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
_BREAKING = {"\u2028", "\u2029"}
_INSIDE_FILES = {"\t", "\n", "\r"}


def forbidden(words: str) -> list[str]:
    """The forbidden characters in `words`, each once, in order."""
    return [c for c in dict.fromkeys(words) if _is_forbidden(c)]


def described(character: str) -> Phrase:
    """The code and the name of an invisible character."""
    name = _NAMES.get(character, _("a control character"))
    return _("U+%(code)s (%(name)s)", code=f"{ord(character):04X}", name=name)


def without_forbidden(words: str) -> str:
    """Replace forbidden characters by spaces, so that the rest can be validated."""
    return "".join(" " if _is_forbidden(c) else c for c in words)


def is_blank(words: str) -> bool:
    """Whether `words` has no visible character."""
    return all(c.isspace() or unicodedata.category(c) == "Cf" for c in words)


def _is_forbidden(c: str) -> bool:
    if c in _INSIDE_FILES:
        return False
    return c in _TURNING or c in _BREAKING or unicodedata.category(c) in {"Cc", "Cs"}
