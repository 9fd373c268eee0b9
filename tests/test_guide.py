"""The guide for organisers: both languages say the same, name commands that exist, and link to what is there."""

import re
from itertools import zip_longest
from pathlib import Path

import pytest

from bot.commands.parser import parser
from bot.i18n.catalogue import phrases
from tests.reference import REFERENCE, ROOT

GUIDE = ROOT / "docs" / "guide"
COMMANDS = {"en": REFERENCE / "discord-commands.md", "fr": REFERENCE / "commandes-discord.md"}
"""Tables from the code: tests/test_reference.py."""
PAGES = sorted(GUIDE.glob("*/*.md"))
LINKING = [ROOT / "README.md", ROOT / "LISEZMOI.md", *sorted((ROOT / "docs").rglob("*.md"))]
NAMES = sorted(page.name for page in (GUIDE / "en").glob("*.md"))


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def outline(page: str) -> list[str]:
    """What both languages have in the same order: levels of headings, rows of tables, items and blocks of code."""
    return [found[1].strip() for found in re.finditer(r"^(#+ |\| ?|- |\d\. |```)", page, re.MULTILINE)]


def anchors(page: Path) -> set[str]:
    """As GitHub makes them of headings."""
    headings = re.findall(r"^#+ (.*)$", text(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def commands(page: str) -> list[str]:
    """Each line to type at the terminal, without what is said beside it."""
    lines = "".join(re.findall(r"^```\n(.*?)^```", page, re.DOTALL | re.MULTILINE)).splitlines()
    return [re.split(r" {2,}(?=[^\[-]*$)", line)[0] for line in lines if line.strip() and not line.startswith("  ")]


def test_the_french_readme_has_the_headings_the_commands_and_the_pictures_of_the_english() -> None:
    english, french = (text(ROOT / name) for name in ("README.md", "LISEZMOI.md"))
    assert outline(french) == outline(english)
    assert commands(french) == commands(english)
    for same in (r'src="([^"]+)"', r"run\.py \[?(\w+)", r"[(`](https:[^)`]+)[)`]"):
        assert re.findall(same, french) == re.findall(same, english)


def test_both_languages_have_the_same_pages() -> None:
    assert sorted(page.name for page in (GUIDE / "fr").glob("*.md")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_outline(name: str) -> None:
    english, french = (outline(text(GUIDE / language / name)) for language in ("en", "fr"))
    assert english == french


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_commands_for_the_terminal(name: str) -> None:
    blocks = [re.findall(r"```\n(.*?)```", text(GUIDE / language / name), re.DOTALL) for language in ("en", "fr")]
    for english, french in zip_longest(*blocks):
        assert english == french


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}-{page.stem}")
def test_every_command_of_discord_exists_in_the_language(page: Path) -> None:
    known = re.findall(r"^\| `/([^`]+)` \|", text(COMMANDS[page.parent.name]), re.MULTILINE)
    groups = {name.split()[0] for name in known}
    named = re.findall(r"`/([^`/]+)`", text(page))
    assert [name for name in named if name not in known and name not in groups] == []


def test_every_command_of_discord_in_the_french_readme_exists() -> None:
    known = set(re.findall(r"^\| `/([^`]+)` \|", text(COMMANDS["fr"]), re.MULTILINE))
    groups = {name.split()[0] for name in known}
    for line in re.findall(r"`/([^`/]+)`", text(ROOT / "LISEZMOI.md")):
        group, *below = [word for word in line.split() if ":" not in word]  # without options
        assert group in groups
        assert {f"{group} {each}" for each in below} <= known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}-{page.stem}")
def test_every_command_of_the_command_line_exists(page: Path) -> None:
    usage = parser(phrases("en")).format_help()
    known = set(re.findall(r"^    (\w+)  ", usage, re.MULTILINE))
    assert set(re.findall(r"run\.py (\w+)", text(page))) <= known


@pytest.mark.parametrize(
    "page",
    LINKING,
    ids=lambda page: f"{page.parent.name}-{page.stem}",
)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\((?!https:)([^)]+)\)", text(page)):
        place, _, anchor = link.partition("#")
        target = (page.parent / place).resolve() if place else page
        assert target.is_file(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}-{page.stem}")
def test_the_guide_is_for_any_organisation(page: Path) -> None:
    assert re.findall(r"\b(?:customs|douan\w*|administrations?|WCO|OMD)\b", text(page), re.IGNORECASE) == []


@pytest.mark.parametrize(
    "page", [ROOT / "LISEZMOI.md", *sorted((GUIDE / "fr").glob("*.md"))], ids=lambda page: page.stem
)
def test_french_is_set_as_french_is(page: Path) -> None:
    words = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)", "", text(page), flags=re.DOTALL)
    assert re.findall(r"\w'\w|\w[;!?»]|«\w", words) == []
