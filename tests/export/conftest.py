"""A database for each test, closed after it; and the meeting, exported once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.export.builder import Book
from tests.export.meeting import hold
from tests.export.reading import exported


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    book = Book(tmp_path / "atelier.db")
    yield book
    book.close()


@pytest.fixture(scope="session")
def meeting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str, str], Path]]:
    """The file of the meeting in a format and a language."""
    book = Book(tmp_path_factory.mktemp("meeting") / "atelier.db")
    of = hold(book)

    @cache
    def file(format: str, language: str) -> Path:
        return asyncio.run(exported(book, format, language, of))

    yield file
    book.close()
