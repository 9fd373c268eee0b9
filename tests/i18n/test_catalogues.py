"""Every catalogue contains every phrase of the code, with the same placeholders, layout and code."""

from pathlib import Path

import pytest
from babel.messages.plurals import get_plural

from bot.i18n.catalogue import LOCALES, SOURCE, phrases
from bot.i18n.language_codes import folder_name
from tests.i18n.helpers import (
    CODE,
    LANGUAGES,
    PLACEHOLDER,
    ROOT,
    entries,
    extracted,
    phrases_of,
    phrases_that_pybabel_misses,
    plurals,
)

every_language = pytest.mark.parametrize("language", LANGUAGES)


def test_the_template_has_the_phrases_of_the_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code, template = extracted(tmp_path / "bot.pot"), phrases_of(LOCALES / "bot.pot")
    assert code, "nothing was extracted"
    assert (sorted(code - template), sorted(template - code)) == ([], []), "run `make phrases`"


def test_phrases_that_pybabel_misses_are_marked() -> None:
    template = {form for phrase in phrases_of(LOCALES / "bot.pot") for form in phrase}
    assert sorted(phrases_that_pybabel_misses() - template) == [], (
        "write them as `_(…)`, or add them to bot/i18n/labels.py"
    )


def test_every_plural_is_in_the_template() -> None:
    assert plurals(), "no plural was found in the code"
    assert sorted(plurals() - phrases_of(LOCALES / "bot.pot")) == [], "use no `_` inside the values of a plural"


@every_language
def test_the_catalogue_has_the_phrases_of_the_template(language: str) -> None:
    template = phrases_of(LOCALES / "bot.pot")
    assert {entry.english for entry in entries(language)} == template, "run `make phrases`"


@every_language
def test_every_phrase_is_translated_in_every_form(language: str) -> None:
    wanted = {1: 1, 2: get_plural(folder_name(language)).num_plurals}
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
    """`%(name)d`, `%s` or a single `%` would raise an error, or give another text."""
    assert [form for entry in entries(language) for form in entry.forms if "%" in PLACEHOLDER.sub("", form)] == []


@every_language
def test_a_translation_keeps_line_breaks_and_stars(language: str) -> None:
    def layout(phrase: str) -> tuple[int, int, bool, bool]:
        return phrase.count("\n"), phrase.count("**"), phrase.startswith("- "), phrase.endswith(" ")

    assert [e.id for e in entries(language) for form in e.forms if layout(form) != layout(e.id)] == []


@every_language
def test_a_translation_keeps_code(language: str) -> None:
    def code(phrase: str) -> set[str]:
        return set(CODE.findall(phrase))

    assert [entry.id for entry in entries(language) for form in entry.forms if code(entry.id) - code(form)] == []


@every_language
def test_the_header_has_language_and_plurals_but_no_name_of_a_person(language: str) -> None:
    header = (
        (LOCALES / folder_name(language) / "LC_MESSAGES" / "bot.po").read_text(encoding="utf-8").partition("\n\n")[0]
    )
    assert f'"Language: {folder_name(language)}\\n"' in header
    assert '"Content-Type: text/plain; charset=utf-8\\n"' in header
    assert '"Plural-Forms: nplurals=' in header
    assert "@" not in header


def test_zero_is_singular_in_french_and_plural_in_english() -> None:
    french, english = phrases("fr"), phrases("en")
    counted = [[_.n("%(count)s answer", "%(count)s answers", count) for count in (0, 1, 2)] for _ in (french, english)]
    assert counted == [["0 réponse", "1 réponse", "2 réponses"], ["0 answers", "1 answer", "2 answers"]]


def test_a_language_without_a_catalogue_falls_back_to_english() -> None:
    assert (phrases("eo").language, phrases("eo")("Thank you all.")) == ("en", "Thank you all.")


def test_a_text_of_the_workshop_file_falls_back_to_its_first_language() -> None:
    assert [phrases("fr").of(text) for text in ({"en": "Day", "fr": "Jour"}, {"en": "Day", "pt": "Dia"})] == [
        "Jour",
        "Day",
    ]
