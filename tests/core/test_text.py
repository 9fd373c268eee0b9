"""How names are compared, and which characters are removed from what people type."""

from __future__ import annotations

import doctest

import pytest

from bot.core import text
from bot.core.text import fold, is_blank, plain


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(text).failed == 0


def test_names_are_compared_without_accents_case_and_spaces() -> None:
    assert fold("CÔTE  d\u2019Ivoire") == fold("cote d'ivoire")
    assert fold("Straße") == fold("STRASSE")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("as it is", "as it is"),
        ("a\u2028b\x0bc", "a\nb\nc"),
        ("tab\tstays", "tab\tstays"),
        ("\ud83d", "\ufffd"),
        ("\x00\x07", "\ufffd"),
        ("", ""),
    ],
)
def test_text_is_kept_without_control_characters(typed: str, kept: str) -> None:
    assert plain(typed) == kept


@pytest.mark.parametrize("words", ["", " \n\u200b", "\u3164", "\u2800\u00a0"])
def test_invisible_text_is_blank(words: str) -> None:
    assert is_blank(words)
    assert not is_blank(words + ".")
