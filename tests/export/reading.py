"""Exported files opened again with the libraries that read them."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from bot.core.programme import Workshop
from bot.export.files import export
from bot.export.store import ExportStore
from bot.export.table import Cell
from bot.export.tables import read_tables
from tests.export.builder import NOW, Book, workshop

Records = list[dict[str, Any]]


def table(book: Book, name: str, of: Workshop | None = None, now: datetime = NOW) -> list[dict[str, Cell]]:
    """One table, straight from the database."""
    with closing(sqlite3.connect(book.path)) as connection:
        tables = {table.name: table for table in read_tables(ExportStore.of(connection, of or workshop(), now))}
        return list(tables[name].records())


async def as_json(book: Book, of: Workshop | None = None) -> Mapping[str, Records]:
    file = await exported(book, "json", of=of)
    read: Mapping[str, Records] = json.loads(file.read_text("utf-8"))
    return read


async def as_csv(book: Book) -> Mapping[str, bytes]:
    """Each file of the zip, as it is."""
    with zipfile.ZipFile(await exported(book, "csv")) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def csv_rows(file: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))


async def as_xlsx(book: Book, language: str = "en", of: Workshop | None = None) -> Workbook:
    return load_workbook(await exported(book, "xlsx", language, of))


async def exported(book: Book, format: str, language: str = "en", of: Workshop | None = None) -> Path:
    target = book.path.with_name(f"out.{language}.{format}")
    await export(book.path, of or workshop(), format, language, target, NOW)
    return target
