"""Exporting to a file: off the event loop, from one instant of the database, whole or not at all."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from bot.domain.programme import Workshop
from bot.export.csv_files import write_csv
from bot.export.errors import CannotWrite, UnknownFormat, UnknownLanguage
from bot.export.json_file import write_json
from bot.export.snapshot import snapshot
from bot.export.tables import read_tables
from bot.export.xlsx import write_xlsx
from bot.i18n.catalogue import available


class Format(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"

    @property
    def suffix(self) -> str:
        """What its file's name ends in: CSV comes as a zip."""
        return ".zip" if self is Format.CSV else f".{self.value}"


async def export(
    database_path: Path, workshop: Workshop, format: str, language: str, target: Path, now: datetime
) -> None:
    """Write `workshop` to `target`, replacing what is there; raises an `ExportError` and leaves it as it was."""
    if format not in list(Format):
        raise UnknownFormat(format)
    if language not in available().union(workshop.languages):
        raise UnknownLanguage(language)
    await asyncio.to_thread(_export, database_path, workshop, Format(format), language, target, now)


def _export(
    database_path: Path, workshop: Workshop, format: Format, language: str, target: Path, now: datetime
) -> None:
    with snapshot(database_path) as connection, _replacing(target) as file:
        tables = read_tables(connection, workshop, now)
        match format:
            case Format.XLSX:
                write_xlsx(tables, workshop, language, file, now)
            case Format.CSV:
                write_csv(tables, file, now)
            case Format.JSON:
                write_json(tables, file)


@contextmanager
def _replacing(target: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of `target` once it is written to its end."""
    fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("xb") as file:
            yield file
        fresh.replace(target)
    except OSError as error:
        raise CannotWrite(target, error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
