"""Texts in the workshop's languages, and how names are compared when people type them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

Text = Mapping[str, str]
"""Language code to words; holds every language of its workshop."""


def fold(words: str) -> str:
    """`words` as compared in a search: no accents, no case, single spaces, one kind of apostrophe.

    >>> fold("  Éthiopie ")
    'ethiopie'
    """
    decomposed = unicodedata.normalize("NFKD", words.casefold().replace("\u2019", "'"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
