"""An export is recorded, and zipped when Discord would refuse it otherwise."""

import asyncio
from pathlib import Path

import pytest

from bot.features.organisers.export_service import Export, write
from bot.workshop.context import WorkshopContext
from tests.features.helpers import ORGANISER
from tests.features.organisers.helpers import OpenWorkshop


async def write_spaces(context: WorkshopContext, format: str, language: str, path: Path) -> None:
    """An exporter whose file compresses well."""
    await asyncio.to_thread(path.write_bytes, b" " * 10_000)


@pytest.mark.parametrize(("limit", "expected"), [(10_000, "test.json"), (9_999, "test.json.zip"), (100, None)])
async def test_a_file_above_the_limit_is_zipped_and_a_zip_above_it_is_not_sent(
    opened: OpenWorkshop, tmp_path: Path, limit: int, expected: str | None
) -> None:
    path = await write(opened.context, write_spaces, Export("data", "json", "fr"), ORGANISER, tmp_path, limit)
    assert (path and path.name) == expected
    rows = await opened.context.database.rows("select actor, action, detail from audit")
    assert [tuple(row) for row in rows] == [("Zoë", "export data", "json fr")]


@pytest.mark.parametrize(
    ("export", "filename"),
    [
        (Export("data", "csv", "fr"), "test.zip"),
        (Export("data", "xlsx", "fr"), "test.xlsx"),
        (Export("report", "docx", "en"), "test.report.en.docx"),
    ],
)
def test_files_are_named_after_the_workshop(export: Export, filename: str) -> None:
    assert export.filename("test") == filename
