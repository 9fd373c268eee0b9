"""A database for each test, closed after it; and the meeting, exported once."""

import asyncio
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.export.builder import WorkshopDatabase
from tests.export.meeting import fill_with_meeting
from tests.export.reading import exported


@pytest.fixture
def db(tmp_path: Path) -> Iterator[WorkshopDatabase]:
    db = WorkshopDatabase(tmp_path / "atelier.db")
    yield db
    db.close()


@pytest.fixture(scope="session")
def meeting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str, str], Path]]:
    """The file of the meeting in a format and a language."""
    db = WorkshopDatabase(tmp_path_factory.mktemp("meeting") / "atelier.db")
    of = fill_with_meeting(db)

    @cache
    def file(format: str, language: str) -> Path:
        return asyncio.run(exported(db, format, language, of))

    yield file
    db.close()
