"""Generates the blocks of the reference pages from the code. `make reference` writes them.

A block stands between `<!-- generated: NAME -->` and `<!-- end -->`; everything around it is written by hand.
"""

import argparse
import asyncio
import re
import tempfile
import typing
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from pathlib import Path
from typing import Any

from bot import app
from bot.chat.access import ALL, COORDINATOR, FACILITATOR, NEEDS, ORGANISER
from bot.chat.translator import CommandTranslator
from bot.commands.parser import parser
from bot.export.files import export
from bot.i18n.catalogue import available, phrases
from bot.scheduling.clock import SystemClock
from bot.settings import Settings
from bot.storage.database import Database
from bot.workshop_file import read_workshop
from bot.workshop_file.entry_reader import field_types
from bot.workshop_file.schema import Workshop
from tests.fakecord.http_methods import http_methods

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
PAGES = [*sorted(REFERENCE.glob("*.md")), ROOT / "fakecord" / "README.md"]
SAMPLE = ROOT / "config" / "workshops" / "acpi-2021.yaml"
BLOCK = re.compile(r"(<!-- generated: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Words:
    """The headings and texts of a table of commands, in one language. `types`: Discord's types of options (Application
    Command Option Type)."""

    headings: tuple[str, ...]
    types: Mapping[int, str]
    colon: str
    choice: str
    optional: str
    who: Mapping[str, str]


WORDS = {
    "en": Words(
        ("command", "en français", "who", "options", "what it does"),
        {3: "text", 4: "whole number", 5: "yes or no", 6: "person", 11: "file"},
        ": ",
        "choice: ",
        " (optional)",
        {each: each for each in (ALL, COORDINATOR, FACILITATOR, ORGANISER)},
    ),
    "fr": Words(
        ("commande", "in English", "qui", "options", "ce qu’elle fait"),
        {3: "texte", 4: "nombre entier", 5: "oui ou non", 6: "personne", 11: "fichier"},
        " : ",
        "choix : ",
        " (facultatif)",
        {ALL: "tous", COORDINATOR: "coordonnateur", FACILITATOR: "facilitateur", ORGANISER: "organisateur"},
    ),
}
Json = dict[str, Any]


def blocks() -> dict[str, str]:
    """Every generated block by its name."""
    return {
        "command-line": command_line(),
        "commands": asyncio.run(discord_commands("en")),
        "commands-fr": asyncio.run(discord_commands("fr")),
        "http-methods": http_methods(),
        "tables": asyncio.run(exported_tables()),
    }


def replaced(page: str, made: dict[str, str]) -> str:
    """`page` with each of its blocks generated from the present code."""
    return BLOCK.sub(lambda found: f"{found[1]}{made[found[2]]}\n{found[3]}", page)


def command_line() -> str:
    """The help of `run.py` and of each of its commands, 100 columns wide."""
    top = parser(phrases("en"))
    [actions] = [each for each in top._actions if isinstance(each, argparse._SubParsersAction)]
    return "\n\n".join(f"### `{name}`\n\n```\n{_help(sub)}\n```" for name, sub in actions.choices.items())


def _help(parser: argparse.ArgumentParser) -> str:
    parser.formatter_class = lambda prog: argparse.HelpFormatter(prog, width=100)
    return parser.format_help().strip()


async def discord_commands(language: str) -> str:
    """A table of all commands in one language, with their names in the other."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder), database=Path(folder) / "atelier.db")
        async with app.opened(settings, [], SystemClock()) as client:
            for cog in client.our_cogs:
                await client.add_cog(cog)
            translator = CommandTranslator()
            await client.tree.set_translator(translator)
            tree = [await each.get_translated_payload(client.tree, translator) for each in client.tree.get_commands()]
            who = {each.qualified_name: each.extras.get(NEEDS, ALL) for each in client.tree.walk_commands()}
    words = WORDS[language]
    [other] = WORDS.keys() - {language}
    lines = [f"| {' | '.join(words.headings)} |", "|---|---|---|---|---|"]
    for names, item in sorted(_leaves(tree), key=lambda leaf: _unaccented(leaf[0][language])):
        options = "<br>".join(_option(option, language) for option in item.get("options") or ())
        lines.append(
            f"| `/{names[language]}` | `/{names[other]}` | {words.who[who[names['en']]]} | {options} "
            f"| {_text(item, 'description', language)} |"
        )
    return "\n".join(lines)


def _leaves(tree: list[Json]) -> Iterator[tuple[dict[str, str], Json]]:
    for command in tree:
        below = [option for option in command.get("options") or () if option["type"] == 1]
        for item in below or [command]:
            path = [command, item] if below else [command]
            yield {language: " ".join(_text(each, "name", language) for each in path) for language in WORDS}, item


def _unaccented(name: str) -> str:
    """The key for alphabetical order."""
    return "".join(each for each in unicodedata.normalize("NFD", name) if not unicodedata.combining(each))


def _text(item: Json, key: str, language: str) -> str:
    """A name or a description as Discord shows it to readers of the language."""
    return str((item.get(f"{key}_localizations") or {}).get(language) or item[key])


def _option(option: Json, language: str) -> str:
    words = WORDS[language]
    kind = words.types[option["type"]]
    if option.get("choices"):
        kind = words.choice + ", ".join(f"`{_choice(each, language)}`" for each in option["choices"])
    return f"`{_text(option, 'name', language)}`{words.colon}{kind}{'' if option.get('required') else words.optional}"


def _choice(choice: Json, language: str) -> str:
    """In English its value, which the workshop file and exports use too; else what a reader sees."""
    return str(choice["value"]) if language == "en" else _text(choice, "name", language)


async def exported_tables() -> str:
    """The columns of each exported table, as the header of its CSV file names them."""
    workshop, _faults = read_workshop(SAMPLE, available())
    assert workshop is not None
    with tempfile.TemporaryDirectory() as folder:
        database, target = Path(folder) / "atelier.db", Path(folder) / "data.zip"
        await (await Database.open(database)).close()
        await export(database, workshop, "csv", "en", target, workshop.starts)
        with zipfile.ZipFile(target) as archive:
            headers = {name: archive.read(name).decode("utf-8-sig").split("\r\n")[0] for name in archive.namelist()}
    lines = ["| table | columns |", "|---|---|"]
    for name, header in headers.items():
        columns = ", ".join(f"`{column}`" for column in header.split(","))
        lines.append(f"| `{name.removesuffix('.csv')}` | {columns} |")
    return "\n".join(lines)


def workshop_keys() -> set[str]:
    """Every key of a workshop file, with its path: `days.sessions.prompts.kind`."""
    return set(_keys(Workshop, ""))


def _keys(schema: type, prefix: str) -> Iterator[str]:
    for key, kind in field_types(schema).items():
        yield f"{prefix}{key}"
        for below in _entries(kind):
            yield from _keys(below, f"{prefix}{key}.")


def _entries(kind: Any) -> Iterator[type]:
    """The entries that a field holds, in lists and unions too."""
    if isinstance(kind, type) and is_dataclass(kind):
        yield kind
    for argument in typing.get_args(kind):
        yield from _entries(argument)


def main() -> None:
    made = blocks()
    for page in PAGES:
        page.write_text(replaced(page.read_text(encoding="utf-8"), made), encoding="utf-8")


if __name__ == "__main__":
    main()
