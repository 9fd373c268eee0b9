"""However a file is damaged, reading it returns faults or a workshop, and nothing else."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.programme import Workshop
from bot.workshop_file import Fault, read_workshop
from tests.workshop_file.small import LANGUAGES

SAMPLE = Path("config/workshops/acpi-2021.yaml").read_text(encoding="utf-8")
TREE = yaml.load(SAMPLE, Loader=yaml.BaseLoader)

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | st.text(max_size=12)
values = scalars | st.lists(scalars, max_size=3) | st.dictionaries(st.text(max_size=6), scalars, max_size=3)
often = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read(folder: Path, words: str) -> tuple[Workshop | None, list[Fault]]:
    file = folder / "damaged.yaml"
    file.write_bytes(words.encode("utf-8", "surrogatepass"))
    workshop, faults = read_workshop(file, LANGUAGES)
    assert (workshop is None) == bool(faults)
    lines = words.count("\n") + words.count("\r") + 2
    for fault in faults:
        assert 1 <= (fault.line or 0) <= lines
        assert str(fault).isprintable()
        assert "Traceback" not in str(fault)
    return workshop, faults


def containers(node: Any) -> list[Any]:
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
    return [node, *(found for child in inner for found in containers(child))] if inner else []


@often
@given(data=st.data())
def test_a_node_deleted_duplicated_or_replaced_never_breaks_the_reader(tmp_path: Path, data: st.DataObject) -> None:
    tree = copy.deepcopy(TREE)
    for _ in range(data.draw(st.integers(1, 4))):
        node = data.draw(st.sampled_from(containers(tree)))
        damage(node, data)
        if not containers(tree):
            break
    read(tmp_path, yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True))


def damage(node: Any, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from(list(node) if isinstance(node, dict) else range(len(node))))
    match data.draw(st.sampled_from(["delete", "duplicate", "replace"])):
        case "delete":
            del node[at]
        case "duplicate" if isinstance(node, list):
            node.insert(at, copy.deepcopy(node[at]))
        case "duplicate":
            node[data.draw(st.text(max_size=6))] = copy.deepcopy(node[at])
        case _:
            node[at] = data.draw(values)


@often
@given(at=st.integers(0, len(SAMPLE)), length=st.integers(0, 40), put=st.text(max_size=12))
def test_a_stretch_of_text_overwritten_never_breaks_the_reader(tmp_path: Path, at: int, length: int, put: str) -> None:
    read(tmp_path, SAMPLE[:at] + put + SAMPLE[at + length :])


@often
@given(words=st.text(max_size=200))
def test_any_text_at_all_is_refused_with_a_line(tmp_path: Path, words: str) -> None:
    assert read(tmp_path, words)[1]


@pytest.mark.parametrize("line", range(1, SAMPLE.count("\n") + 1, 23))
def test_a_line_given_twice_never_breaks_the_reader(tmp_path: Path, line: int) -> None:
    lines = SAMPLE.splitlines(keepends=True)
    read(tmp_path, "".join([*lines[:line], lines[line - 1], *lines[line:]]))
