"""`previous`: the id of the previous edition, whose file may be missing."""

from pathlib import Path

import pytest

from bot.workshop_file import read_workshops
from tests.workshop_file.small import LANGUAGES, checked, faults_of, spoiled


def faults_among(folder: Path, **previous: str) -> list[str]:
    """The faults of files with these ids, each with its `previous`, a year after the one before."""
    for number, (id, before) in enumerate(previous.items()):
        named = f"id: {id}\nprevious: {before}" if before else f"id: {id}"
        words = spoiled(("id: small", named)).replace("2021-", f"{2021 + number}-")
        (folder / f"{id}.yaml").write_text(words)
    found = checked(read_workshops(folder, LANGUAGES)[1])
    return [f"{fault.file.name}:{fault.line}: {fault.what}" for fault in found]


def test_an_edition_names_the_one_before_whether_its_file_is_there_or_not(tmp_path: Path) -> None:
    assert faults_among(tmp_path, a="gone", b="a", c="b") == []
    workshops, _ = read_workshops(tmp_path, LANGUAGES)
    assert {each.id: each.previous for each in workshops} == {"a": "gone", "b": "a", "c": "b"}


@pytest.mark.parametrize(("written", "fault"), [("small", "is the id of this workshop"), ("Last Year", "is not an id")])
def test_itself_and_what_is_no_id_are_faults(tmp_path: Path, written: str, fault: str) -> None:
    (found,) = faults_of(tmp_path, spoiled(("id: small", f"id: small\nprevious: {written}")))
    assert found.startswith("2: ")
    assert fault in found


def test_a_circle_is_a_fault_once(tmp_path: Path) -> None:
    (found,) = faults_among(tmp_path, a="c", b="a", c="b", d="a")
    assert found == "c.yaml:2: `previous` goes in a circle: `c`, `b`, `a`, `c`"
