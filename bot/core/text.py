"""Texts in several languages, comparison of names that people type, and removal of invisible characters."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

Text = Mapping[str, str]
"""Language code to text. It holds every language of its workshop."""


_SAME_LETTERS = str.maketrans(
    {
        **dict(zip("øłđðħŧıɓɗƙƴɛɔŋɲ", "olddhtibdkyeonn", strict=True)),
        "œ": "oe",
        "æ": "ae",
        "þ": "th",
        "\u2019": "'",
        "\u0649": "\u064a",
        "\u06cc": "\u064a",
        "\u06a9": "\u0643",
        "\u0640": None,
    }
)
"""Letters that Unicode does not decompose, and what people type for them: European and West African letters, and the
Arabic alef maksura and Persian yeh (both yeh), Persian kaf, and the stroke that only stretches a word. Alef with hamza
or madda loses its mark like any accent. Teh marbuta is kept: it is not always a heh."""
_SELECTORS = re.compile("[\u034f\u115f\u1160\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
"""Invisible marks that are no format characters in Unicode."""


@lru_cache(maxsize=1024)
def fold(words: str) -> str:
    """`words` in the form used for comparison: no accents, no case, no invisible marks, single spaces.

    >>> fold("  Éthiopie "), fold("Søren Łukasz Œuvre")
    ('ethiopie', 'soren lukasz oeuvre')
    """
    decomposed = unicodedata.normalize("NFKD", words.casefold()).translate(_SAME_LETTERS)
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c) and not _is_mark(c)).split())


def without_marks(words: str) -> str:
    r"""`words` without invisible marks: zero width, direction, byte order, soft hyphen, variation selectors.

    Two joiners stay where they are needed: between characters of scripts such as Arabic or Devanagari, and in emoji.

    >>> without_marks("\ufeff12\u200b34")
    '1234'
    """
    if words.isascii():
        return words
    return "".join(c for n, c in enumerate(words) if not _is_mark(c) or (c in "\u200c\u200d" and _joins(words, n)))


def _joins(words: str, n: int) -> bool:
    beside = words[n - 1 : n] + words[n + 1 : n + 2]
    return len(beside) == 2 and not any(c.isascii() or c in "\u200c\u200d" for c in beside)


def _is_mark(c: str) -> bool:
    return not c.isascii() and (unicodedata.category(c) == "Cf" or _SELECTORS.match(c) is not None)


_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Invisible letters and a Braille pattern. People use them for names that look empty."""


def plain(words: str) -> str:
    r"""`words` with one kind of line break and without control characters, so that every format can hold them.

    A lone surrogate, which no encoding can write, becomes U+FFFD. A text of control characters only becomes U+FFFD too:
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
    return all(c in _BLANKS or unicodedata.category(c) in _INVISIBLE or _is_mark(c) for c in words)
