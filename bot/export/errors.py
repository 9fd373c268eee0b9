"""The errors of an export.

ExportError
├── NoDatabase
├── UnreadableDatabase
├── UnknownLanguage
└── CannotWrite
"""

from dataclasses import dataclass
from pathlib import Path


class ExportError(Exception):
    """An export failed; no file was left behind."""


@dataclass(eq=False)
class NoDatabase(ExportError):
    """There is no database at `path`: no bot has run yet."""

    path: Path


@dataclass(eq=False)
class UnreadableDatabase(ExportError):
    """`path` is no database of this bot, or of another version; `why` is SQLite's message."""

    path: Path
    why: str


@dataclass(eq=False)
class UnknownLanguage(ExportError):
    """There are neither phrases nor texts in `language`."""

    language: str


@dataclass(eq=False)
class CannotWrite(ExportError):
    """The file at `path` cannot be written; `why` is the operating system's message."""

    path: Path
    why: str
