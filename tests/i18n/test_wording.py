"""Phrases are written as each language is, with its own terms, and name commands as its reader sees them."""

from __future__ import annotations

import re

import pytest

from tests.i18n.reading import CODE, LANGUAGES, PLACEHOLDER, Json, command_names, entries, texts

NO_BREAK, NARROW = "\u00a0", "\u202f"
TERMS_OF_OTHERS = {
    "fr": r"A-CIP|\bCIPS\b|[Ww]orkshop|\bprompts?\b|coordinateur|\bsessions?\b",
    "en": r"A-CPI|\bSPID\b",
}
COMMAND = re.compile(r"(?<![\w:/.<])/([^\W\d_]+)(?: ([^\W\d_]+))?")


def found(pattern: str, language: str) -> list[str]:
    return [text for text in texts(language) if re.search(pattern, PLACEHOLDER.sub("X", CODE.sub("X", text)))]


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        (f"(?<!{NO_BREAK}):(?!//|[0-9])", "a no-break space before a colon"),
        (f"(?<!{NARROW})[;?!]", "a narrow no-break space before ; ? !"),
        (f"«(?!{NO_BREAK})|(?<!{NO_BREAK})»", "a no-break space inside « »"),
        (r"\w'\w", "a typographic apostrophe"),
        (r'"|“|”', "« » for quotation marks"),
        (r"\.\.\.", "… in one character"),
        ("  | \\n|\\n ", "no space too many"),
        (r"\d ?(h|H) ?\d\d|\b[ap]m\b", "times as 14:30"),
        (r"(?i)(?<!-)\b(de|je|la|le|me|ne|que|se|jusque) (?=[aeiouéèêàâî])|\bsi il", "elision"),
    ],
)
def test_french_is_written_as_french_is(pattern: str, why: str) -> None:
    assert found(pattern, "fr") == [], why


def test_english_has_no_space_before_its_punctuation() -> None:
    assert found(rf"[\s{NO_BREAK}{NARROW}][:;?!]", "en") == []


@pytest.mark.parametrize("language", sorted(TERMS_OF_OTHERS))
def test_each_language_keeps_its_own_terms(language: str) -> None:
    assert found(TERMS_OF_OTHERS[language], language) == []


def test_nobody_is_addressed_as_tu() -> None:
    assert found(r"(?i)\b(tu|ton|tes|toi)\b", "fr") == []


def mentions(text: str, known: set[str]) -> list[str]:
    """The commands that `text` names; one that is not known, or a group that goes on in prose, as it stands."""
    return [_meant(match, known) for match in COMMAND.finditer(text)]


def _meant(match: re.Match[str], known: set[str]) -> str:
    first, second = match.groups()
    whole = f"{first} {second}"
    is_group = any(name.startswith(f"{first} ") for name in known)
    if whole in known:
        return whole
    return first if first in known and not (is_group and second) else f"? {whole}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_name_the_commands_as_their_readers_see_them(tree: list[Json], language: str) -> None:
    names = command_names(tree, language)
    differing = [
        (entry.id, form)
        for entry in entries(language)
        for english, form in [(entry.id, form) for form in entry.forms]
        if sorted(names.get(name, name) for name in mentions(english, set(names)))
        != sorted(mentions(form, set(names.values())))
    ]
    assert differing == []


def test_english_phrases_name_commands_that_are_there(tree: list[Json]) -> None:
    known = set(command_names(tree, "en"))
    assert [text for text in texts("en") for name in mentions(text, known) if name not in known] == []


def test_mentions_are_told_from_prose() -> None:
    known = {"now", "programme", "session", "session end"}
    told = [
        mentions(text, known)
        for text in (
            "/programme and /now: what is on",
            "/session end, or /session: both",
            "see /session sometimes",
            "https://a/b and 1/2",
        )
    ]
    assert told == [["programme", "now"], ["session end", "session"], ["? session sometimes"], []]
