"""Every change to discord.py is in `bot/chat/compat`, with its version, its reason and its test."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import discord
import pytest

ROOT = Path(__file__).resolve().parents[3]
COMPAT = ROOT / "bot" / "chat" / "compat"
STORAGE = ROOT / "bot" / "storage"
FILES = sorted(file for file in COMPAT.glob("*.py") if file.name != "__init__.py")
INTERNAL = {f"discord.{name}" for name in ("backoff", "gateway", "http", "interactions", "shard", "state", "webhook")}
OTHERS = {
    "os": {"_exit"},  # public, despite its name
    "bot/export": {"_inline", "_p", "_r", "_tbl", "_tc", "_tr"},  # python-docx: its elements have no other name
    "bot/export/certificates": {"_inline", "_p", "_r", "_sectPr", "_tbl", "_tc", "_tr"},  # the same
    "bot/export/handouts": {"_inline", "_p", "_r", "_tbl", "_tc", "_tr"},  # the same
}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_file_names_the_version_upstream_and_its_test(file: Path) -> None:
    words = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    assert words.startswith(f"discord.py {discord.__version__} "), "look whether it is still needed"
    assert re.search(r"^Upstream: (https://github\.com/Rapptz/discord\.py/|no issue found)", words, re.MULTILINE)
    [test] = re.findall(r"^Needed as long as .+ pass(?:es)?: (\S+)$", words, re.MULTILINE)
    assert test == f"tests/chat/compat/test_{file.stem}.py"
    assert (ROOT / test).exists()


def sources() -> Iterator[tuple[Path, ast.Module]]:
    """The bot's sources, without the two folders that may use internals of a library."""
    for file in sorted((ROOT / "bot").rglob("*.py")):
        if not file.is_relative_to(COMPAT) and not file.is_relative_to(STORAGE):
            yield file, ast.parse(file.read_text(encoding="utf-8"))


def test_nothing_else_looks_inside_discord_py_or_aiosqlite() -> None:
    found = [
        f"{file.relative_to(ROOT)}: {ast.unparse(node)}"
        for file, tree in sources()
        for node in ast.walk(tree)
        if is_internal(node) or (is_private(node, tree) and not is_excepted(node, file))
    ]
    assert found == []


def is_internal(node: ast.AST) -> bool:
    """An import of a part of discord.py that is not documented, or the use of a client's `http`."""
    match node:
        case ast.Import(names=names):
            return any(name.name in INTERNAL for name in names)
        case ast.ImportFrom(module=module, names=names):
            return module in INTERNAL or any(f"{module}.{name.name}" in INTERNAL for name in names)
        case ast.Attribute(attr="http"):
            return True
        case _:
            return False


def is_private(node: ast.AST, tree: ast.Module) -> bool:
    """`it._name`, where `it` is neither `self` nor `cls` nor a class of this file. `_` alone says a phrase."""
    if not isinstance(node, ast.Attribute) or not re.match(r"_[^_]", node.attr):
        return False
    own = {"self", "cls"} | {part.name for part in tree.body if isinstance(part, ast.ClassDef)}
    return not (isinstance(node.value, ast.Name) and node.value.id in own) and not is_super(node.value)


def is_super(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super"


def is_excepted(node: ast.AST, file: Path) -> bool:
    assert isinstance(node, ast.Attribute)
    where = {ast.unparse(node.value), str(file.relative_to(ROOT).parent)}
    return any(node.attr in names for place, names in OTHERS.items() if place in where)
