"""Translations follow the typography of their language, use its terms, and name commands in that language."""

import re

import pytest

from tests.i18n.helpers import CODE, LANGUAGES, PLACEHOLDER, Json, command_names, entries, texts

NO_BREAK, NARROW = "\u00a0", "\u202f"
FORBIDDEN_TERMS = {
    "fr": r"A-CIP|\bCIPS\b|[Ww]orkshop|\bprompts?\b|coordinateur|\bsessions?\b|[Dd]élégation\b|[Dd]ouan|[Cc]orrupt",
    "en": r"A-CPI|\bSPID\b|[Dd]elegation|[Cc]ustoms|[Cc]orrupt",
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
def test_french_typography(pattern: str, why: str) -> None:
    assert found(pattern, "fr") == [], why


def test_english_has_no_space_before_punctuation() -> None:
    assert found(rf"[\s{NO_BREAK}{NARROW}][:;?!]", "en") == []


@pytest.mark.parametrize("language", sorted(FORBIDDEN_TERMS))
def test_each_language_uses_its_own_terms(language: str) -> None:
    assert found(FORBIDDEN_TERMS[language], language) == []


def test_french_does_not_address_people_as_tu() -> None:
    assert found(r"(?i)\b(tu|ton|tes|toi)\b", "fr") == []


def mentions(text: str, known: set[str]) -> list[str]:
    """The commands named in `text`. One that does not exist begins with `?`."""
    return [_command(match, known) for match in COMMAND.finditer(text)]


def _command(match: re.Match[str], known: set[str]) -> str:
    first, second = match.groups()
    whole = f"{first} {second}"
    is_group = any(name.startswith(f"{first} ") for name in known)
    if whole in known:
        return whole
    return first if first in known and not (is_group and second) else f"? {whole}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_name_commands_in_their_own_language(tree: list[Json], language: str) -> None:
    names = command_names(tree, language)
    differing = [
        (entry.id, form)
        for entry in entries(language)
        for english, form in [(entry.id, form) for form in entry.forms]
        if sorted(names.get(name, name) for name in mentions(english, set(names)))
        != sorted(mentions(form, set(names.values())))
    ]
    assert differing == []


def test_english_phrases_name_commands_that_exist(tree: list[Json]) -> None:
    known = set(command_names(tree, "en"))
    assert [text for text in texts("en") for name in mentions(text, known) if name not in known] == []


def test_commands_are_recognised_in_a_text() -> None:
    known = {"now", "programme", "session", "session end"}
    found_commands = [
        mentions(text, known)
        for text in (
            "/programme and /now: what is on",
            "/session end, or /session: both",
            "see /session sometimes",
            "https://a/b and 1/2",
        )
    ]
    assert found_commands == [["programme", "now"], ["session end", "session"], ["? session sometimes"], []]
