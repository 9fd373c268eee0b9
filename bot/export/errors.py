"""The errors of an export.

ExportError
├── NoDatabase
├── UnreadableDatabase
├── UnknownFormat
├── UnknownLanguage
└── CannotWrite
"""

from __future__ import annotations

from pathlib import Path


class ExportError(Exception):
    """An export failed; no file was left behind."""


class NoDatabase(ExportError):
    """There is no database at `path`: no bot has run yet."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


class UnreadableDatabase(ExportError):
    """`path` is no database of this bot, or of another version; `why` is SQLite's message."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path, why)
        self.path = path
        self.why = why


class UnknownFormat(ExportError):
    def __init__(self, format: str) -> None:
        super().__init__(format)
        self.format = format


class UnknownLanguage(ExportError):
    """There are neither phrases nor texts in `language`."""

    def __init__(self, language: str) -> None:
        super().__init__(language)
        self.language = language


class CannotWrite(ExportError):
    """The file at `path` cannot be written; `why` is the operating system's message."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path, why)
        self.path = path
        self.why = why
