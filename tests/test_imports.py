"""What imports what. Imports for types only, and imports inside functions, count too."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.source_code import ROOT, SourceFile, source_files

Graph = dict[str, set[str]]


@pytest.mark.parametrize("package", ["bot", "fakecord"])
def test_no_module_imports_itself_through_others(package: str) -> None:
    assert list(cycles(import_graph(package))) == []


def test_fakecord_needs_nothing_but_aiohttp() -> None:
    """The packages that render HTML also need Babel and Jinja2, and nothing else in fakecord imports them."""
    shown = ("fakecord.render", "fakecord.page")
    inner = [file for file in source_files("fakecord") if not file.module.startswith(shown)]
    imported = {module for file in inner for module, _name in file.imports()}
    assert {module.partition(".")[0] for module in imported} - sys.stdlib_module_names == {"aiohttp", "fakecord"}
    assert [module for module in imported if module.startswith(shown)] == []
    outer = {module.partition(".")[0] for file in source_files("fakecord") for module, _name in file.imports()}
    assert outer - sys.stdlib_module_names == {"aiohttp", "babel", "fakecord", "jinja2", "markupsafe"}


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
    assert list(cycles(import_graph("sample", tmp_path))) == [["sample.bottom", "sample.middle"]]


def import_graph(package: str, root: Path = ROOT) -> Graph:
    """Each module of the package, with the modules of the package that it imports."""
    files = source_files(package, root)
    known = {file.module for file in files}
    return {file.module: set(_imported_modules(file, known)) - {file.module} for file in files}


def _imported_modules(file: SourceFile, known: set[str]) -> Iterator[str]:
    for module, name in file.imports():
        candidates = (f"{module}.{name}", module) if name else (module,)
        yield from [each for each in candidates if each in known][:1]


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
