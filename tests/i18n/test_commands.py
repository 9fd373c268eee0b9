"""Commands are translated completely and keep Discord's limits."""

import re

import pytest

from bot.chat.multilingual import language_name
from bot.chat.option_names import OPTION_NAMES
from bot.i18n.catalogue import available
from fakecord.rules.command_names import is_name
from fakecord.rules.commands import check_commands
from tests.i18n.helpers import (
    CODE,
    DISCORD_LANGUAGES,
    Json,
    command_names,
    entries,
    every_part,
    localised,
    options,
    shown,
    texts,
)

LANGUAGE_NAMES = {language_name(language) for language in available()}
"""Languages have the same name in every language: their own."""

FRENCH = {
    "attendance import": "présences importer",
    "calendar": "calendrier",
    "checkin": "émarger",
    "evaluate": "évaluer",
    "export report": "exporter rapport",
    "floor": "parole",
    "floor list": "parole liste",
    "floor request": "parole demander",
    "floor withdraw": "parole retirer",
    "keymessage endorse": "messageclé soutenir",
    "keymessage write": "messageclé rédiger",
    "privacy": "confidentialité",
    "privacy erase": "confidentialité effacer",
    "privacy export": "confidentialité exporter",
    "privacy show": "confidentialité voir",
    "programme": "programme",
    "prompt compose": "question composer",
    "prompt nudge": "question relancer",
    "roster approve": "délégations approuver",
    "roster assign": "délégations affecter",
    "roster import": "délégations importer",
    "roster remove": "délégations retirer",
    "roster show": "délégations voir",
    "session floor": "séance parole",
    "session start": "séance ouvrir",
    "synthesis clear": "synthèse valider",
    "synthesis enter": "synthèse saisir",
    "synthesis publish": "synthèse publier",
    "synthesis remind": "synthèse relancer",
    "synthesis reopen": "synthèse rouvrir",
    "synthesis status": "synthèse état",
    "synthesis translate": "synthèse traduire",
}
"""French names of commands that handouts and announcements contain."""

every_language = pytest.mark.parametrize("language", DISCORD_LANGUAGES)


def names(tree: list[Json]) -> list[Json]:
    return [*every_part(tree), *(choice for part in options(tree) for choice in part.get("choices") or [])]


@every_language
def test_every_name_can_be_translated(tree: list[Json], language: str) -> None:
    """A name that is the same as in English must be in the catalogue too."""
    same = {item["name"] for item in names(tree) if not localised(item, language)}
    known = {OPTION_NAMES.get(name, name) for name in same - LANGUAGE_NAMES}
    assert sorted(known - {entry.id for entry in entries(language) if all(entry.forms)}) == []


@every_language
def test_every_description_is_translated(tree: list[Json], language: str) -> None:
    parts = list(every_part(tree))
    assert [part["name"] for part in parts if not localised(part, language, "description")] == []


def test_every_option_has_a_phrase(tree: list[Json]) -> None:
    assert sorted({option["name"] for option in options(tree)} - set(OPTION_NAMES)) == []


def test_everything_is_described(tree: list[Json]) -> None:
    assert [part["name"] for part in every_part(tree) if part["description"] in ("", "…")] == []


@pytest.mark.parametrize("language", ["en", *DISCORD_LANGUAGES])
def test_names_are_valid_for_discord(tree: list[Json], language: str) -> None:
    shown_names = [shown(part, language) for part in every_part(tree)]
    assert [name for name in shown_names if not (is_name(name) and 1 <= len(name) <= 32)] == []


@pytest.mark.parametrize("language", ["en", *DISCORD_LANGUAGES])
def test_names_are_unique_among_siblings(tree: list[Json], language: str) -> None:
    families = [tree, *(part["options"] for part in every_part(tree) if part.get("options"))]
    for family in families:
        texts = [shown(each, language) for each in family]
        assert len(texts) == len(set(texts)), texts


def test_no_option_is_called_in_any_language_as_another_is_by_default(tree: list[Json]) -> None:
    """Discord refuses all commands then. https://discord.com/developers/docs/interactions/application-commands#localization"""
    clashes = []
    for part in every_part(tree):
        defaults = [option["name"] for option in part.get("options", ())]
        for option in part.get("options", ()):
            others = {name for name in defaults if name != option["name"]}
            names_given = option.get("name_localizations") or {}
            clashes += [(part["name"], locale, name) for locale, name in names_given.items() if name in others]
    assert clashes == []


@pytest.mark.parametrize("language", ["en", *DISCORD_LANGUAGES])
def test_descriptions_and_choices_are_short_enough(tree: list[Json], language: str) -> None:
    texts = [shown(part, language, "description") for part in every_part(tree)]
    texts += [shown(choice, language) for part in options(tree) for choice in part.get("choices") or []]
    assert [text for text in texts if not 1 <= len(text) <= 100] == []


def test_discord_accepts_the_commands(tree: list[Json]) -> None:
    """`check_commands` raises what Discord refuses, such as a command of more than 8,000 characters."""
    assert len(check_commands(tree)) == len(tree)


def test_french_readers_see_these_names(tree: list[Json]) -> None:
    french = command_names(tree, "fr")
    assert {name: french.get(name) for name in FRENCH} == FRENCH


@pytest.mark.parametrize("language", sorted(available()))
def test_phrases_name_commands_by_their_names_in_that_language(tree: list[Json], language: str) -> None:
    """`command_mentions.py` finds them by these names."""
    known = set(command_names(tree, language).values())
    named = {name for text in texts(language) for name in re.findall(r"(?:^|(?<=[\s(«“’]))/(\w+)", CODE.sub("", text))}
    assert sorted(named - known) == []


def test_a_name_is_of_one_command_in_all_languages(tree: list[Json]) -> None:
    meant: dict[str, set[str]] = {}
    for language in available():
        for command, name in command_names(tree, language).items():
            meant.setdefault(name, set()).add(command)
    assert {name: commands for name, commands in meant.items() if len(commands) > 1} == {}


def test_an_option_can_have_another_translation_than_a_command_of_the_same_name(tree: list[Json]) -> None:
    start = next(option for option in options(tree) if option["name"] == "start")
    assert start["name_localizations"]["fr"] == "début"
