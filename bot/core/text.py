"""Texts in several languages, comparison of names that people type, and removal of invisible characters."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

Text = Mapping[str, str]
"""Language code to text. It holds every language of its workshop."""


@lru_cache(maxsize=1024)
def fold(words: str) -> str:
    """`words` in the form used for comparison: no accents, no case, single spaces, one kind of apostrophe.

    >>> fold("  Éthiopie ")
    'ethiopie'
    """
    decomposed = unicodedata.normalize("NFKD", words.casefold().replace("\u2019", "'"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters, and a Braille pattern, that are drawn as nothing. People use them for names that look empty."""


def plain(words: str) -> str:
    r"""`words` with one kind of line break and without control characters, so that every format can hold them.

    A lone surrogate, which no encoding can write, becomes U+FFFD. So does a text of control characters alone:
    an empty text would have another meaning.

    >>> plain("one\r\ntwo\x07")
    'one\ntwo'
    """
    if words.isprintable():
        return words
    found = _SURROGATES.sub("\ufffd", _CONTROLS.sub("", _BREAKS.sub("\n", words)))
    return found or (words and "\ufffd")


def is_blank(words: str) -> bool:
    r"""Whether no character of `words` is visible.

    >>> is_blank(" \u200b")
    True
    """
    return all(c in _BLANKS or unicodedata.category(c) in _INVISIBLE for c in words)
