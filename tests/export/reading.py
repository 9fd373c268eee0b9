"""Exported files opened again with the libraries that read them."""

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
from tests.export.builder import NOW, WorkshopDatabase, workshop

Records = list[dict[str, Any]]


def table(db: WorkshopDatabase, name: str, of: Workshop | None = None, now: datetime = NOW) -> list[dict[str, Cell]]:
    """One table, straight from the database."""
    with closing(sqlite3.connect(db.path)) as connection:
        tables = {table.name: table for table in read_tables(ExportStore.of(connection, of or workshop(), now))}
        return list(tables[name].records())


async def as_json(db: WorkshopDatabase, of: Workshop | None = None) -> Mapping[str, Records]:
    file = await exported(db, "json", of=of)
    read: Mapping[str, Records] = json.loads(file.read_text("utf-8"))
    return read


async def as_csv(db: WorkshopDatabase) -> Mapping[str, bytes]:
    """Each file of the zip, as it is."""
    with zipfile.ZipFile(await exported(db, "csv")) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def column(rows: list[dict[str, Cell]], *names: str) -> list[tuple[Cell, ...]]:
    """The cells under these names, row by row."""
    return [tuple(row[name] for name in names) for row in rows]


def csv_rows(file: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))


async def as_xlsx(db: WorkshopDatabase, language: str = "en", of: Workshop | None = None) -> Workbook:
    return load_workbook(await exported(db, "xlsx", language, of))


async def exported(db: WorkshopDatabase, format: str, language: str = "en", of: Workshop | None = None) -> Path:
    target = db.path.with_name(f"out.{language}.{format}")
    await export(db.path, of or workshop(), format, language, target, NOW)
    return target
