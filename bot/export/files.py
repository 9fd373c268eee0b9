"""Export to a file, in a thread, from a snapshot of the database. The file is replaced as a whole or not at all."""

import asyncio
import errno
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from bot.core.programme import Workshop
from bot.export.csv_files import write_csv
from bot.export.document import Document
from bot.export.errors import CannotWrite, UnknownLanguage
from bot.export.formats import REPORTS, Format
from bot.export.json_file import write_json
from bot.export.snapshot import snapshot
from bot.export.store import ExportStore
from bot.export.tables import read_tables
from bot.i18n.catalogue import available


async def export(
    database_path: Path, workshop: Workshop, format: str, language: str, target: Path, now: datetime
) -> None:
    """Write `workshop` to `target`, replacing it. Raises an `ExportError`, and then leaves the old file in place.

    `format` is one of `Format`, else `ValueError` is raised. Tables can have headings in any language with phrases, a
    report only in one of the workshop's languages.
    """
    kind = Format(format)
    spoken = workshop.languages if kind in REPORTS else available().union(workshop.languages)
    if language not in spoken:
        raise UnknownLanguage(language)
    await asyncio.to_thread(_export, database_path, workshop, kind, language, target, now)


async def export_all(database_path: Path, workshop: Workshop, folder: Path, now: datetime) -> None:
    """Write the workbook, the JSON and both kinds of report in every language into `folder`.

    All files show the same instant. Raises an `ExportError`.
    """
    await asyncio.to_thread(_export_all, database_path, workshop, folder, now)


def _export(
    database_path: Path, workshop: Workshop, format: Format, language: str, target: Path, now: datetime
) -> None:
    with snapshot(database_path) as connection:
        store = ExportStore.of(connection, workshop, now)
        if format in REPORTS:
            from bot.export.report import report  # imported here, see below

            _write_document(report(store, language), {format: target}, now)
        else:
            _write_tables(store, format, language, target)


def _export_all(database_path: Path, workshop: Workshop, folder: Path, now: datetime) -> None:
    # Imported here: nothing else needs several processes.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    from bot.export.report import report

    with snapshot(database_path) as connection:
        store = ExportStore.of(connection, workshop, now)
        documents = [report(store, language) for language in workshop.languages]
        # Plots take seconds: each language gets its own process, while the tables are written here.
        with ProcessPoolExecutor(len(documents), get_context("spawn")) as pool:
            drawn = [pool.submit(_write_document, each, _reports(folder, each.language), now) for each in documents]
            for format in (Format.JSON, Format.XLSX):
                _write_tables(store, format, workshop.first_language, folder / f"data{format.suffix}")
            for each in drawn:
                each.result()


def _reports(folder: Path, language: str) -> dict[Format, Path]:
    return {each: folder / f"report.{language}{each.suffix}" for each in REPORTS}


def _write_tables(store: ExportStore, format: Format, language: str, target: Path) -> None:
    tables = read_tables(store)
    with replacing(target) as file:
        match format:
            case Format.XLSX:
                from bot.export.xlsx import write_xlsx  # openpyxl is slow to import

                write_xlsx(store, tables, language, file)
            case Format.CSV:
                write_csv(tables, file, store.now)
            case Format.JSON:
                write_json(tables, file)


def _write_document(document: Document, targets: Mapping[Format, Path], now: datetime) -> None:
    """Write one document in each of the formats of `targets`."""
    # Imported here: matplotlib takes a second and 60 MB, and the running bot seldom needs it.
    from bot.export.docx import write_docx
    from bot.export.html import write_html
    from bot.export.plots import Pictures

    pictures = Pictures()
    for format, target in targets.items():
        with replacing(target) as file:
            if format is Format.DOCX:
                write_docx(document, file, now, pictures)
            else:
                write_html(document, file, pictures)


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """A temporary file that replaces `target` when the block ends without an error."""
    if not target.name:  # `.` or `/`
        raise CannotWrite(target, os.strerror(errno.EISDIR))
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
