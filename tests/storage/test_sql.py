"""Rules for the SQL in the code, so that a column added by a migration neither breaks it nor is lost."""

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
    """Inserts without column names, and `replace`, which deletes the existing row with its children."""
    yield from (found[0] for found in INSERT.finditer(text) if found["next"] != "(")
    yield from (found[0] for found in REPLACE.finditer(text))


def texts(path: Path) -> Iterator[str]:
    """The content of an SQL file, or each string of a Python file, with `x` for the expressions of f-strings."""
    content = path.read_text(encoding="utf-8")
    if path.suffix == ".sql":
        yield content
        return
    for node in ast.walk(ast.parse(content)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)


def test_every_insert_names_its_columns_and_none_replaces_rows() -> None:
    paths = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.suffix in (".py", ".sql")]
    assert len(paths) > 100
    found = {str(path): list(faults(text)) for path in paths if path != Path(__file__) for text in texts(path)}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("insert into places values (?, ?)", ["insert into places v"]),
        ("INSERT OR IGNORE INTO places\nselect 1", ["INSERT OR IGNORE INTO places\ns"]),
        ("insert or replace into places (workshop) values (?)", ["insert or replace into"]),
        ("insert into places (workshop) values (?)", []),
        ("insert into", []),
    ],
)
def test_forbidden_sql_is_found(tmp_path: Path, sql: str, expected: list[str]) -> None:
    path = tmp_path / "store.py"
    path.write_text(f"SQL = {sql[:12]!r} {sql[12:]!r}", encoding="utf-8")
    assert [fault for text in texts(path) for fault in faults(text)] == expected
