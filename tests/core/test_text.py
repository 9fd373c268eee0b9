"""How names are compared, and which characters are removed from what people type."""

import doctest

import pytest

from bot.core import text
from bot.core.text import fold, is_blank, plain, without_marks


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


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Søren Łukasz Đorđe Þór Öð", "soren lukasz dorde thor od"),
        ("Cœur Ælfred Straße Işık", "coeur aelfred strasse isik"),
        ("Ɗan Ɓala Ƙwai", "dan bala kwai"),
        ("مصطفى", "مصطفي"),
        ("أحمد إبراهيم آدم", "احمد ابراهيم ادم"),
        ("محـــمد", "محمد"),
        ("\ufeffAwa\u200b Di\u00adarra\u202c\ufe0f", "awa diarra"),
    ],
)
def test_letters_that_people_type_otherwise_are_the_same(written: str, typed: str) -> None:
    assert fold(written) == fold(typed)


def test_a_teh_marbuta_is_no_heh() -> None:
    assert fold("نزية") != fold("نزيه")


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("\u2066770\u200b00\ufeff\u2069", "77000"),
        ("Awa\u00ad\u200d Diarra\ufe0f", "Awa Diarra"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),  # without the joiner two words run into one
        ("👩\u200d⚕", "👩\u200d⚕"),
        ("\u200d👩", "👩"),
    ],
)
def test_invisible_marks_are_removed_where_they_change_nothing(words: str, kept: str) -> None:
    assert without_marks(words) == kept
