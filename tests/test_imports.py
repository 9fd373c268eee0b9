"""What imports what. Imports for types only, and imports inside functions, count too."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
Graph = dict[str, set[str]]


@pytest.mark.parametrize("package", ["fakecord"])
def test_no_module_imports_itself_through_others(package: str) -> None:
    assert list(cycles(import_graph(ROOT, package))) == []


def test_fakecord_needs_nothing_but_aiohttp() -> None:
    roots = {name.partition(".")[0] for file in (ROOT / "fakecord").rglob("*.py") for name in _imported_names(file)}
    assert roots - sys.stdlib_module_names == {"aiohttp", "fakecord"}


def test_cycles_are_found_wherever_the_import_stands(tmp_path: Path) -> None:
    package = tmp_path / "sample"
    package.mkdir()
    for name, text in {
        "__init__": "from sample.top import Top",
        "top": "from sample import middle",
        "middle": "if TYPE_CHECKING:\n    from .bottom import Bottom",
        "bottom": "def f():\n    import sample.middle",
    }.items():
        (package / f"{name}.py").write_text(text)
    assert list(cycles(import_graph(tmp_path, "sample"))) == [["sample.bottom", "sample.middle"]]


def import_graph(root: Path, package: str) -> Graph:
    """Each module of the package, with the modules of the package that it imports."""
    files = {_module_name(file.relative_to(root)): file for file in (root / package).rglob("*.py")}
    return {name: set(_imports(name, file, files)) - {name} for name, file in files.items()}


def _module_name(file: Path) -> str:
    return ".".join(file.with_suffix("").parts).removesuffix(".__init__")


def _imports(name: str, file: Path, known: dict[str, Path]) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            source = _absolute(node, name, is_package=file.name == "__init__.py")
            for alias in node.names:
                module = f"{source}.{alias.name}"
                if module in known:
                    yield module
                elif source in known:
                    yield source


def _imported_names(file: Path) -> Iterator[str]:
    """What the file imports by absolute names."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module or ""


def _absolute(node: ast.ImportFrom, name: str, *, is_package: bool) -> str:
    if node.level == 0:
        return node.module or ""
    parts = name.split(".")
    base = parts[: len(parts) - node.level + is_package]
    return ".".join([*base, node.module] if node.module else base)


def cycles(graph: Graph) -> Iterator[list[str]]:
    """The groups of modules that import each other, each sorted."""
    reachable = {name: _reachable(graph, name) for name in graph}
    seen: set[str] = set()
    for name in sorted(graph):
        if name in reachable[name] and name not in seen:
            group = sorted(other for other in reachable[name] if name in reachable[other])
            seen.update(group)
            yield group


def _reachable(graph: Graph, start: str) -> set[str]:
    """The modules that `start` imports, directly or through others."""
    found: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(graph[name])
    return found
