"""The exports of a fuzzed workshop, opened again by the libraries that read them."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from docx import Document
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from bot.export.characters import printable

TYPED = {
    "participants": ("name",),
    "answers": ("text",),
    "key_messages": ("text_fr", "text_en"),
    "evaluations": ("text",),
    "prompts": ("text_fr", "text_en", "options_fr"),
    "attendance": ("name", "reason"),
    "audit": ("actor", "detail"),
}
"""Columns that hold what people typed."""


def of_json(file: Path) -> dict[str, list[str]]:
    tables = json.loads(file.read_text(encoding="utf-8"))
    return {t: [row[c] for row in tables[t] for c in columns if row[c]] for t, columns in TYPED.items()}


def of_csv(file: Path) -> dict[str, list[str]]:
    with zipfile.ZipFile(file) as archive:
        tables = {Path(name).stem: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    rows = {t: list(csv.DictReader(io.StringIO(tables[t], newline=""), strict=True)) for t in TYPED}
    return {t: sorted(row[c] for row in rows[t] for c in columns if row[c]) for t, columns in TYPED.items()}


def as_csv(texts: dict[str, list[str]]) -> dict[str, list[str]]:
    """With the apostrophe that keeps a spreadsheet from reckoning."""
    return {t: sorted(f"'{text}" if _reckons(text) else text for text in each) for t, each in texts.items()}


def _reckons(text: str) -> bool:
    return text[0] in "=+-@\t\r" and not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", text, re.ASCII)


def of_xlsx(file: Path) -> set[str]:
    """Every text of every sheet; no cell reckons anything."""
    cells = [c for sheet in load_workbook(file) for row in sheet.iter_rows() for c in row if c.value is not None]
    assert all(cell.data_type != "f" for cell in cells)
    return {unescape(str(cell.value)) for cell in cells}


def of_docx(file: Path) -> str:
    """All its text, without spaces: where lines break is the page's own affair."""
    document = Document(str(file))
    paragraphs = [p.text for p in document.paragraphs]
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return squeezed("\n".join([*paragraphs, *cells]))


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)


def of_html(file: Path) -> tuple[str, set[str]]:
    """Its text without spaces, and the tags that are in it."""
    reader = _Text()
    reader.feed(file.read_text(encoding="utf-8"))
    return squeezed("".join(reader.found)), reader.tags


def squeezed(text: str) -> str:
    return "".join(printable(text).split())


def shown(texts: Iterator[str]) -> list[str]:
    """As a spreadsheet shows them."""
    return [printable(text) for text in texts]
