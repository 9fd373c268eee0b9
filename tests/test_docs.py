"""What the README and CONTRIBUTING promise is true of the code as it is."""

import re
from pathlib import Path

from PIL import Image

from bot.chat.permissions import NEEDED
from bot.commands.parser import parser
from bot.i18n.catalogue import phrases

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_the_invitation_asks_for_exactly_the_permissions_needed() -> None:
    assert re.findall(r"permissions=(\d+)", README) == [str(NEEDED.value)]


def test_every_command_of_the_command_line_is_in_the_readme() -> None:
    usage = parser(phrases("en")).format_help()
    commands = re.findall(r"^    (\w+)  ", usage, re.MULTILINE)
    assert commands == ["run", "rehearse", "try", "check", "export", "handouts", "backup", "restore", "erase", "init"]
    for command in commands:
        assert re.search(rf"run\.py \[?{command}\b", README), command


def test_the_first_picture_of_the_readme_moves_and_is_small() -> None:
    found = re.search(r'<img src="([^"]+)"', README)
    assert found
    file = ROOT / found[1]
    with Image.open(file) as picture:
        assert getattr(picture, "n_frames", 1) > 5
    assert file.stat().st_size < 2_000_000


def test_every_dependency_has_its_reason() -> None:
    chosen = (ROOT / "requirements.in").read_text(encoding="utf-8")
    for name in re.findall(r"^([\w.-]+)==", chosen, re.MULTILINE):
        assert f"| {name} |" in CONTRIBUTING, name


def test_every_place_that_contributing_names_exists() -> None:
    named = re.findall(r"`((?:bot|config|locales|tests)/[\w/.-]+)`", CONTRIBUTING)
    missing = [place for place in named if not (ROOT / place).exists() and "LANGUAGE" not in place]
    assert missing == []


def test_every_folder_of_the_code_is_in_the_picture() -> None:
    picture = CONTRIBUTING.split("```")[1]
    folders = {path.parent.name for path in (ROOT / "bot").glob("*/__init__.py")}
    assert {folder for folder in folders if f"  {folder}/" not in picture} == set()
