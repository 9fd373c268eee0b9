"""The installed packages: each has a fixed version, and the content that it had when it was chosen."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LISTS = ("requirements", "requirements-dev")


def chosen(name: str) -> dict[str, str]:
    """Name and version of each package in a list that we write by hand."""
    lines = (ROOT / f"{name}.in").read_text(encoding="utf-8").splitlines()
    return {plain(line.split("==")[0]): line.split("==")[1] for line in lines if line[0] not in "#-"}


def compiled(name: str) -> dict[str, tuple[str, list[str]]]:
    """Version and hashes of each package in a compiled list."""
    text = re.sub(r"^ *#.*\n", "", (ROOT / f"{name}.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)
    entries = text.replace(" \\\n", " ").splitlines()
    return {
        plain(entry.split("==")[0]): (
            entry.split("==")[1].split()[0],
            re.findall(r"--hash=sha256:([0-9a-f]{64})\b", entry),
        )
        for entry in entries
    }


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", LISTS)
def test_what_we_chose_is_compiled_in_its_version_and_everything_has_its_hashes(name: str) -> None:
    found = compiled(name)
    assert {package: found[package][0] for package in chosen(name)} == chosen(name)
    assert [package for package, (_, hashes) in found.items() if not hashes] == []


def test_what_the_bot_and_development_share_is_of_one_version() -> None:
    ours, theirs = compiled("requirements"), compiled("requirements-dev")
    assert {name for name in ours.keys() & theirs.keys() if ours[name] != theirs[name]} == set()


def test_python_3_13_gets_the_module_that_its_library_lost() -> None:
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert re.search(r"^audioop-lts==\S+ ; python_full_version >= '3\.13'", text, re.MULTILINE)


@pytest.mark.parametrize("name", LISTS)
def test_a_compiled_list_names_no_index_and_no_place_on_a_machine(name: str) -> None:
    text = (ROOT / f"{name}.txt").read_text(encoding="utf-8")
    assert re.findall(r"^.*(?:://|index-url|find-links|\s/).*$", text, re.MULTILINE) == []


@pytest.mark.parametrize("file", ["Makefile", "Dockerfile", "docs/operation/README.md"])
def test_nothing_is_installed_without_its_hash(file: str) -> None:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    installing = [line for line in lines if "pip install" in line and "requirements" in line]
    assert installing != []
    assert [line for line in installing if "--require-hashes" not in line] == []
