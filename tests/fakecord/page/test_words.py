"""The page's words: every language has all of them, with the same places for values."""

import re

import pytest

from fakecord.page.log_view import size_words
from fakecord.page.words import ENGLISH, in_language, language_of, words


@pytest.mark.parametrize("locale", ["fr", "pt-BR"])
def test_every_word_is_there(locale: str) -> None:
    translated = words(language_of(locale))
    places = re.compile(r"%(?:\(\w+\))?s")
    assert list(translated) == list(ENGLISH)
    assert [places.findall(each) for each in translated.values()] == [places.findall(it) for it in ENGLISH.values()]
    assert translated["submit"] != ENGLISH["submit"]


def test_a_label_is_in_the_readers_language_whatever_its_country() -> None:
    label = {"en": "Facilitator", "pt-BR": "Facilitação"}
    assert [in_language(label, language_of(locale)) for locale in ("pt-BR", "en-GB", "fr")] == [
        "Facilitação", "Facilitator", "Facilitator",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "sizes"),
    [
        ("fr", ["999 o", "2,7 ko", "1,6 Mo"]),
        ("en", ["999 B", "2.7 kB", "1.6 MB"]),
        ("pt", ["999 B", "2,7 kB", "1,6 MB"]),
    ],
)
def test_the_size_of_a_file_is_a_short_number(language: str, sizes: list[str]) -> None:
    assert [size_words(language, length).replace("\u00a0", " ") for length in (999, 2_700, 1_589_400)] == sizes
