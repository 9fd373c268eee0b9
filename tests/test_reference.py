"""The reference pages agree with the code, and describe the whole interface."""

import re
from pathlib import Path

import pytest

from bot.i18n.catalogue import available
from bot.workshop_file import read_workshop
from tests.reference import BLOCK, PAGES, REFERENCE, blocks, replaced, workshop_keys

WORKSHOP_FILE = (REFERENCE / "workshop-file.md").read_text(encoding="utf-8")
KEYS = set(re.findall(r"^\| `([\w.]+)` \|", WORKSHOP_FILE, re.MULTILINE))


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return blocks()


def test_every_block_stands_in_a_page(made: dict[str, str]) -> None:
    pages = [page.read_text(encoding="utf-8") for page in PAGES]
    assert sorted(found[2] for page in pages for found in BLOCK.finditer(page)) == sorted(made)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_page_is_as_the_code_is(page: Path, made: dict[str, str]) -> None:
    text = page.read_text(encoding="utf-8")
    assert text == replaced(text, made), "run make reference"


def test_every_key_of_a_workshop_file_is_explained_and_no_other() -> None:
    assert workshop_keys() - KEYS == set()
    assert KEYS - workshop_keys() == set()


def test_the_example_is_a_faultless_workshop(tmp_path: Path) -> None:
    [example] = re.findall(r"```yaml\n(.*?)```", WORKSHOP_FILE, re.DOTALL)
    (tmp_path / "example.yaml").write_text(example, encoding="utf-8")
    workshop, faults = read_workshop(tmp_path / "example.yaml", available())
    assert faults == []
    assert workshop is not None
