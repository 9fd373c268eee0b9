"""Rules for the source code that no linter checks: sizes, where SQL may stand, and names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.source_code import SourceFile, source_files

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
"""Both in lines, with comments and blank lines."""
SQL = re.compile(
    r"\s*(select\s|insert (or \w+ )?into\s|update \w+ set\s|delete from\s|(create|alter|drop) (table|index|trigger)\s"
    r"|pragma\s|with (recursive )?\w+(\([\w, ]+\))? as\s)"
)
"""The beginning of a statement. All SQL of the project is in lower case, so no phrase matches."""
OLD_VOCABULARY = {
    "archivist", "aside", "asides", "booth", "booths", "copyist", "courier", "couriers", "doorkeeper", "herald",
    "playbill", "postroom", "secretary", "steward", "tidying", "usher", "watchman",
}  # fmt: skip
"""Metaphors that once stood in names."""


_LAYERS = r"^bot\.features\.\w+\.(\w+_)?"
FORBIDDEN = {
    "text": (_LAYERS + "(service|store|cog)\\b", "^discord"),
    "service": (_LAYERS + "(cog|text)\\b", "^discord"),
    "store": (_LAYERS + "(service|text|cog)\\b", "^discord", "^bot\\.chat"),
    "model": (_LAYERS + "(service|store|text|cog)\\b", "^discord", "^bot\\.(chat|storage|workshop|outbox|i18n)\\b"),
}
"""What a file of a feature may not import, by the last word of its name."""


def _code() -> tuple[SourceFile, ...]:
    return source_files("bot") + source_files("fakecord")


def test_no_file_is_too_long() -> None:
    files = _code() + source_files("tests") + source_files("benchmarks")
    lengths = {str(file.path): len(file.text.splitlines()) for file in files}
    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_too_long() -> None:
    functions = [
        (f"{file.path}:{node.lineno} {node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for file in _code()
        for node in ast.walk(file.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert [function for function in functions if function[1] > LONGEST_FUNCTION] == []


def test_sql_stands_in_stores_alone() -> None:
    found = [
        f"{file.path}:{line} {text.strip()[:40]}"
        for file in source_files("bot")
        if not _is_store(file)
        for line, text in _strings(file)
        if SQL.match(text)
    ]
    assert found == []


def test_database_rows_are_used_in_stores_alone() -> None:
    users = {str(file.path) for file in source_files("bot") if not _is_store(file) and _imports_row(file)}
    assert users == set()


def test_no_name_is_of_the_old_vocabulary() -> None:
    found = {
        f"{file.path}: {identifier}"
        for file in _code()
        for identifier in _identifiers(file)
        if OLD_VOCABULARY & {word.lower() for word in re.findall(r"[A-Z]?[a-z]+", identifier)}
    }
    assert sorted(found) == []


def test_annotations_are_imported_from_the_future_only_where_needed() -> None:
    needless = [str(f.path) for f in _code() if ("__future__", "annotations") in f.imports() and not _looks_ahead(f)]
    assert needless == []


def _looks_ahead(file: SourceFile) -> bool:
    """Whether an annotation names a class that is not defined yet at that line, or what only a type checker knows."""
    ends = {node.name: node.end_lineno or 0 for node in ast.walk(file.tree) if isinstance(node, ast.ClassDef)}
    names = (name for node in ast.walk(file.tree) for name in _annotated_names(node))
    return "if TYPE_CHECKING:" in file.text or any(name.lineno <= ends.get(name.id, 0) for name in names)


def _annotated_names(node: ast.AST) -> Iterator[ast.Name]:
    match node:
        case ast.arg(annotation=annotation) | ast.AnnAssign(annotation=annotation):
            found = annotation
        case ast.FunctionDef(returns=annotation) | ast.AsyncFunctionDef(returns=annotation):
            found = annotation
        case _:
            return
    yield from (each for each in ast.walk(found) if isinstance(each, ast.Name)) if found else ()


def _is_store(file: SourceFile) -> bool:
    """The stores, and the two places that run statements for them."""
    path = file.path.as_posix()
    named = file.path.stem == "store" or file.path.stem.endswith("_store")
    return named or path.startswith("bot/storage/") or path == "bot/export/snapshot.py"


def _strings(file: SourceFile) -> Iterator[tuple[int, str]]:
    """Texts in the code with their lines, also as parts of f-strings, without docstrings."""
    docstrings = {id(node.value) for node in ast.walk(file.tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def _imports_row(file: SourceFile) -> bool:
    """Whether the file imports the class of a row of the database."""
    sources = ("sqlite3", "aiosqlite", "bot.storage")
    return any(name == "Row" and module.startswith(sources) for module, name in file.imports())


def _identifiers(file: SourceFile) -> Iterator[str]:
    """Names of modules, classes, functions, arguments, variables and attributes."""
    yield file.path.stem
    for node in ast.walk(file.tree):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.Name(id=name) | ast.arg(arg=name) | ast.Attribute(attr=name):
                yield name
            case ast.alias(name=name, asname=alias):
                yield alias or name


def test_inside_a_feature_imports_go_from_the_cog_down_to_the_model() -> None:
    """`text` and `store` may import `model`, and `service` may import `store`.

    None of them imports the chat's frame or discord.py.
    """
    found = []
    for file in source_files("bot"):
        kind = file.path.stem.rpartition("_")[2]
        if file.path.parts[:2] != ("bot", "features") or kind not in FORBIDDEN:
            continue
        for module, name in file.imports():
            imported = f"{module}.{name}"
            if any(re.search(pattern, imported) for pattern in FORBIDDEN[kind]):
                found.append(f"{file.path}: {imported}")
    assert found == []
