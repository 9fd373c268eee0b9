"""The SQL in the code: a column that a migration adds does not break it, and is not lost by it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("bot", "benchmarks", "fakecord", "tests")
INSERT = re.compile(r'\b(?:insert(?:\s+or\s+\w+)?|replace)\s+into\s+[\w."]++\s*+(?P<next>\S)', re.IGNORECASE)
REPLACE = re.compile(r"\b(?:replace|insert\s+or\s+replace)\s+into\b", re.IGNORECASE)


def faults(text: str) -> Iterator[str]:
    """Inserts without their columns; those that delete the row they find, with its children and other columns."""
    yield from (found[0] for found in INSERT.finditer(text) if found["next"] != "(")
    yield from (found[0] for found in REPLACE.finditer(text))


def texts(path: Path) -> Iterator[str]:
    """The whole of an SQL file; each string in a Python file, with `x` for what an f-string puts in."""
    content = path.read_text(encoding="utf-8")
    if path.suffix == ".sql":
        yield content
        return
    for node in ast.walk(ast.parse(content)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)


def test_every_insert_names_its_columns_and_none_replaces_a_row() -> None:
    paths = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.suffix in (".py", ".sql")]
    assert len(paths) > 100
    found = {str(path): list(faults(text)) for path in paths if path != Path(__file__) for text in texts(path)}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(
    ("sql", "wrong"),
    [
        ("insert into places values (?, ?)", ["insert into places v"]),
        ("INSERT OR IGNORE INTO places\nselect 1", ["INSERT OR IGNORE INTO places\ns"]),
        ("insert or replace into places (workshop) values (?)", ["insert or replace into"]),
        ("insert into places (workshop) values (?)", []),
        ("insert into", []),
    ],
)
def test_it_would_be_seen(tmp_path: Path, sql: str, wrong: list[str]) -> None:
    path = tmp_path / "store.py"
    path.write_text(f"SQL = {sql[:12]!r} {sql[12:]!r}", encoding="utf-8")
    assert [fault for text in texts(path) for fault in faults(text)] == wrong
