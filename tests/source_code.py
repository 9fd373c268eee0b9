"""The source files of a package, parsed: what the tests of structure and imports look at."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class SourceFile:
    """A Python file. `path` is relative to the root of the project, `module` is its dotted name."""

    path: Path
    module: str
    text: str
    tree: ast.Module

    @property
    def is_package(self) -> bool:
        return self.path.name == "__init__.py"

    def imports(self) -> Iterator[tuple[str, str | None]]:
        """Every import as an absolute module and a name in it, wherever it stands. The name is None for `import x`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, None) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((self._absolute(node), alias.name) for alias in node.names)

    def _absolute(self, node: ast.ImportFrom) -> str:
        if node.level == 0:
            return node.module or ""
        parts = self.module.split(".")
        base = parts[: len(parts) - node.level + self.is_package]
        return ".".join([*base, node.module] if node.module else base)


@cache
def source_files(package: str, root: Path = ROOT) -> tuple[SourceFile, ...]:
    """All Python files of the package, sorted by path."""
    return tuple(_parsed(path, root) for path in sorted((root / package).rglob("*.py")))


def _parsed(path: Path, root: Path) -> SourceFile:
    relative, text = path.relative_to(root), path.read_text(encoding="utf-8")
    module = ".".join(relative.with_suffix("").parts).removesuffix(".__init__")
    return SourceFile(relative, module, text, ast.parse(text))
