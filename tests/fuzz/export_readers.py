"""The texts in exported files, read by libraries that users' programs are based on."""

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
"""Columns with texts that people typed."""

SIGNS = "=+-@＝＋－＠"


def texts_of_json(file: Path) -> dict[str, list[str]]:
    tables = json.loads(file.read_text(encoding="utf-8"))
    return {t: [row[c] for row in tables[t] for c in columns if row[c]] for t, columns in TYPED.items()}


def texts_of_csv(file: Path) -> dict[str, list[str]]:
    with zipfile.ZipFile(file) as archive:
        tables = {Path(name).stem: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    rows = {t: list(csv.DictReader(io.StringIO(tables[t], newline=""), strict=True)) for t in TYPED}
    return {t: sorted(row[c] for row in rows[t] for c in columns if row[c]) for t, columns in TYPED.items()}


def escaped_for_csv(texts: dict[str, list[str]]) -> dict[str, list[str]]:
    """With the apostrophe that keeps a spreadsheet from treating a text as a formula."""
    return {t: sorted(map(_disarmed, each)) for t, each in texts.items()}


def _disarmed(text: str) -> str:
    """Character by character, unlike the bot."""
    is_number = re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", text, re.ASCII)
    written = "'" if text[0] in SIGNS + "\t\r" and not is_number else ""
    for place, character in enumerate(text):
        after = text[place + 1 :].lstrip('"')
        written += character + ("'" if character in ";\t\r\n" and after and after[0] in SIGNS else "")
    return written


def texts_of_xlsx(file: Path) -> set[str]:
    """Every text of every sheet. No cell is a formula."""
    cells = [c for sheet in load_workbook(file) for row in sheet.iter_rows() for c in row if c.value is not None]
    assert all(cell.data_type != "f" for cell in cells)
    return {unescape(str(cell.value)) for cell in cells}


def text_of_docx(file: Path) -> str:
    """Its text without spaces, because lines may break anywhere."""
    document = Document(str(file))
    paragraphs = [p.text for p in document.paragraphs]
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return without_spaces("\n".join([*paragraphs, *cells]))


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)


def text_of_html(file: Path) -> tuple[str, set[str]]:
    """Its text without spaces, and the names of its tags."""
    reader = _Text()
    reader.feed(file.read_text(encoding="utf-8"))
    return without_spaces("".join(reader.found)), reader.tags


def without_spaces(text: str) -> str:
    return "".join(printable(text).split())


def as_shown(texts: Iterator[str]) -> list[str]:
    """As a spreadsheet shows them."""
    return [printable(text) for text in texts]
