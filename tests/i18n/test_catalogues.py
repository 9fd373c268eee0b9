"""Every phrase of the code is in every catalogue, and says the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.plurals import get_plural

from bot.i18n.catalogue import LOCALES, SOURCE, phrases
from tests.i18n.reading import (
    CODE,
    LANGUAGES,
    PLACEHOLDER,
    ROOT,
    entries,
    extracted,
    phrases_of,
    plurals,
    unseen,
)

every_language = pytest.mark.parametrize("language", LANGUAGES)


def test_the_template_is_what_the_code_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code, template = extracted(tmp_path / "bot.pot"), phrases_of(LOCALES / "bot.pot")
    assert code, "nothing was extracted"
    assert (sorted(code - template), sorted(template - code)) == ([], []), "run `make phrases`"


def test_phrases_that_pybabel_cannot_see_are_marked() -> None:
    template = {form for phrase in phrases_of(LOCALES / "bot.pot") for form in phrase}
    assert sorted(unseen() - template) == [], "say them as `_(…)`, or mark them in bot/i18n/labels.py"


def test_every_plural_is_one_in_the_template() -> None:
    assert plurals(), "no plural was found in the code"
    assert sorted(plurals() - phrases_of(LOCALES / "bot.pot")) == [], "take what has `_` in it out of the values"


@every_language
def test_every_phrase_is_in_the_catalogue_and_no_other(language: str) -> None:
    template = phrases_of(LOCALES / "bot.pot")
    assert {entry.english for entry in entries(language)} == template, "run `make phrases`"


@every_language
def test_every_phrase_is_translated_in_every_form(language: str) -> None:
    wanted = {1: 1, 2: get_plural(language).num_plurals}
    untranslated = [
        entry.id
        for entry in entries(language)
        if not all(entry.forms) or len(entry.forms) != wanted[len(entry.english)]
    ]
    assert untranslated == []


@every_language
def test_no_phrase_is_fuzzy(language: str) -> None:
    assert [entry.id for entry in entries(language) if entry.fuzzy] == []


@pytest.mark.parametrize("language", [SOURCE, *LANGUAGES])
def test_every_form_has_the_placeholders_of_the_phrase(language: str) -> None:
    differing = [
        (entry.id, form)
        for entry in entries(language)
        for form in entry.forms
        if sorted(PLACEHOLDER.findall(form)) != sorted(PLACEHOLDER.findall(entry.id))
    ]
    assert differing == []


@pytest.mark.parametrize("language", [SOURCE, *LANGUAGES])
def test_every_percent_sign_begins_a_placeholder(language: str) -> None:
    """`%(name)d`, `%s` or a bare `%` would fail, or say something else, when the phrase is filled."""
    assert [form for entry in entries(language) for form in entry.forms if "%" in PLACEHOLDER.sub("", form)] == []


@every_language
def test_a_phrase_keeps_its_line_breaks_and_its_stars(language: str) -> None:
    def layout(phrase: str) -> tuple[int, int, bool, bool]:
        return phrase.count("\n"), phrase.count("**"), phrase.startswith("- "), phrase.endswith(" ")

    assert [e.id for e in entries(language) for form in e.forms if layout(form) != layout(e.id)] == []


@every_language
def test_a_phrase_keeps_its_code(language: str) -> None:
    def code(phrase: str) -> set[str]:
        return set(CODE.findall(phrase))

    assert [entry.id for entry in entries(language) for form in entry.forms if code(entry.id) - code(form)] == []


@every_language
def test_the_header_names_language_and_plurals_and_no_person(language: str) -> None:
    header = (LOCALES / language / "LC_MESSAGES" / "bot.po").read_text(encoding="utf-8").partition("\n\n")[0]
    assert f'"Language: {language}\\n"' in header
    assert '"Content-Type: text/plain; charset=utf-8\\n"' in header
    assert '"Plural-Forms: nplurals=' in header
    assert "@" not in header


def test_zero_is_singular_in_french_and_plural_in_english() -> None:
    french, english = phrases("fr"), phrases("en")
    told = [[_.n("%(count)s answer", "%(count)s answers", count) for count in (0, 1, 2)] for _ in (french, english)]
    assert told == [["0 réponse", "1 réponse", "2 réponses"], ["0 answers", "1 answer", "2 answers"]]


def test_a_language_without_a_catalogue_reads_english() -> None:
    assert (phrases("eo").language, phrases("eo")("Thank you all.")) == ("en", "Thank you all.")


def test_an_authored_text_falls_back_on_its_first_language() -> None:
    assert [phrases("fr").of(text) for text in ({"en": "Day", "fr": "Jour"}, {"en": "Day", "pt": "Dia"})] == [
        "Jour",
        "Day",
    ]
