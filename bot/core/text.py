"""Texts in the workshop's languages, and how names are compared when people type them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

Text = Mapping[str, str]
"""Language code to words; holds every language of its workshop."""


@lru_cache(maxsize=1024)
def fold(words: str) -> str:
    """`words` as compared in a search: no accents, no case, single spaces, one kind of apostrophe.

    >>> fold("  Éthiopie ")
    'ethiopie'
    """
    decomposed = unicodedata.normalize("NFKD", words.casefold().replace("\u2019", "'"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_HALVES = re.compile("[\ud800-\udfff]")
_NOTHING_TO_SEE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and a pattern of Braille that have no ink: favourites for names that seem empty."""


def plain(words: str) -> str:
    r"""`words` with one kind of line break and without control characters, so that they can be kept anywhere.

    Half a surrogate pair, which no encoding has a place for, becomes U+FFFD; so does all of
    what consists of control characters alone, since nothing at all would mean something else.

    >>> plain("one\r\ntwo\x07")
    'one\ntwo'
    """
    if words.isprintable():
        return words
    found = _HALVES.sub("\ufffd", _CONTROLS.sub("", _BREAKS.sub("\n", words)))
    return found or (words and "\ufffd")


def is_blank(words: str) -> bool:
    r"""Whether nothing of `words` can be seen.

    >>> is_blank(" \u200b")
    True
    """
    return all(c in _BLANKS or unicodedata.category(c) in _NOTHING_TO_SEE for c in words)
