"""Reads one workshop file, or a folder of them, and collects every fault."""

from dataclasses import dataclass, replace
from pathlib import Path

from bot.core.programme import Workshop
from bot.faults import Fault
from bot.i18n.phrase import Phrase, _
from bot.workshop_file import schema
from bot.workshop_file.between_files import faults_among
from bot.workshop_file.build import build
from bot.workshop_file.cross_checks import faults_between
from bot.workshop_file.entry_reader import read_values
from bot.workshop_file.file_context import FileContext, read_context
from bot.workshop_file.tree import Tree, read_tree

LARGEST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file: its values, its context, its faults, and the workshop where there are no faults."""

    tree: Tree
    context: FileContext
    workshop: Workshop | None
    faults: list[Fault]


def read_workshop(file: Path, languages_available: frozenset[str]) -> tuple[Workshop | None, list[Fault]]:
    reading = read_file(file, languages_available)
    return reading.workshop, reading.faults


def read_workshops(directory: Path, languages_available: frozenset[str]) -> tuple[list[Workshop], list[Fault]]:
    """Every workshop of a folder, without those of faulty files, and the faults of all."""
    files = workshop_files(directory)
    if not files:
        what = _("there is no workshop file in this folder") if directory.is_dir() else _("this folder does not exist")
        return [], [Fault(directory, 1, what, _("put a `.yaml` file there, or let `run.py init` write one"))]
    readings = [read_file(file, languages_available) for file in files]
    faults = [fault for reading in readings for fault in reading.faults]
    faults += faults_among([(reading.tree, reading.context) for reading in readings])
    return [reading.workshop for reading in readings if reading.workshop], sorted(faults)


def workshop_files(directory: Path) -> list[Path]:
    """The workshop files of a folder, by name."""
    return [file for file in _entries(directory) if file.suffix in {".yaml", ".yml"} and file.name[0] != "."]


def load_tree(file: Path) -> Tree:
    """The values of one file. If it cannot be read, the tree has that fault."""
    if file.exists() and not file.is_file():
        return _unread(file, _("this is not a file"), _("put a text file in its place"))
    try:
        with file.open("rb") as source:
            content = source.read(LARGEST + 1)
        if len(content) > LARGEST:
            return _unread(file, _("the file is larger than 1 MiB"), _("keep one workshop per file"))
        return read_tree(file, content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return _unread(file, _("the file is not encoded in UTF-8"), _("save it as UTF-8"), line)
    except OSError as error:
        reason = _(str(error.strerror))  # the message of the operating system: see bot/i18n/labels.py
        what = _("the file cannot be read (%(reason)s)", reason=reason)
        return _unread(file, what, _("check that it is there and may be read"))


def _unread(file: Path, what: Phrase, would_do: Phrase, line: int = 1) -> Tree:
    return Tree(file, faults=[Fault(file, line, what, would_do)], is_whole=False)


def _entries(directory: Path) -> list[Path]:
    try:
        return sorted(entry for entry in directory.iterdir() if not entry.is_dir())
    except OSError:
        return []


def read_file(file: Path, languages_available: frozenset[str]) -> ReadFile:
    return _read_tree(load_tree(file), languages_available)


def read_kept(name: str, words: str, languages_available: frozenset[str]) -> ReadFile:
    """As `read_file`, for a text from the database. Its faults give `name` as the file."""
    return _read_tree(read_tree(Path(name), words), languages_available)


def _read_tree(tree: Tree, languages_available: frozenset[str]) -> ReadFile:
    seen = read_context(tree, languages_available | {"en"})
    faults, workshop = list(tree.faults), None
    if tree.is_whole:
        values, found = read_values(schema.Workshop, tree, seen)
        faults += [*faults_between(tree, seen), *found]
        if values and not faults:
            workshop = replace(build(values, seen), source=tree.source)
    return ReadFile(tree, seen, workshop, sorted(set(faults)))
