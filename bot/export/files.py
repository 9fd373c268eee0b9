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
from bot.export.tables.source import Source
from bot.i18n.catalogue import available


class Format(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"
    DOCX = "docx"
    HTML = "html"

    @property
    def suffix(self) -> str:
        """What its file's name ends in: CSV comes as a zip."""
        return ".zip" if self is Format.CSV else f".{self.value}"


REPORTS = frozenset({Format.DOCX, Format.HTML})


async def export(
    database_path: Path, workshop: Workshop, format: str, language: str, target: Path, now: datetime
) -> None:
    """Write `workshop` to `target`, replacing what is there; raises an `ExportError` and leaves it as it was.

    Tables have their headings in any language there are phrases in; a report is in one of the workshop's.
    """
    if format not in list(Format):
        raise UnknownFormat(format)
    kind = Format(format)
    spoken = workshop.languages if kind in REPORTS else available().union(workshop.languages)
    if language not in spoken:
        raise UnknownLanguage(language)
    await asyncio.to_thread(_export, database_path, workshop, kind, language, target, now)


def _export(
    database_path: Path, workshop: Workshop, format: Format, language: str, target: Path, now: datetime
) -> None:
    with snapshot(database_path) as connection, _replacing(target) as file:
        if format in REPORTS:
            _write_report(Source.of(connection, workshop, now), format, language, file)
            return
        tables = read_tables(connection, workshop, now)
        match format:
            case Format.XLSX:
                from bot.export.xlsx import write_xlsx  # openpyxl is slow to load, and seldom asked for

                write_xlsx(tables, workshop, language, file, now)
            case Format.CSV:
                write_csv(tables, file, now)
            case Format.JSON:
                write_json(tables, file)


def _write_report(source: Source, format: Format, language: str, file: BinaryIO) -> None:
    # Read late: what draws plots takes a second and 60 MB, which a bot without a report to make can spare.
    from bot.export.docx import write_docx
    from bot.export.html import write_html
    from bot.export.report import report

    document = report(source, language)
    if format is Format.DOCX:
        write_docx(document, file, source.now)
    else:
        write_html(document, file)


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
