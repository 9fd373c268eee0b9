"""Texts that people write are no formulas in exported tables, in any program."""

import csv
import io
import re
import zipfile
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from tests.e2e.harness import Harness, bilingual
from tests.e2e.session_workshop import SessionWorkshop, attached_files, settled, write

OPEN: dict[str, Any] = {"id": "exp", "kind": "open", "text": bilingual("What?")}
SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
WRITTEN = {
    "awa": "a;=SUM(1)",
    "koffi": 'one\n=1+1;"@SUM(1)"\n- three\n_x0041_ ＝2',
    "mary": "＝HYPERLINK(1)",
}


def rows(file: bytes, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline=""), delimiter=separator))


async def test_no_spreadsheet_finds_a_formula_in_what_people_wrote(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    formula = {"fr": "=1+1;=2+2", "en": "＝1+1"}
    groups = [
        {
            "code": code,
            "name": formula if code == "MW" else bilingual(code),
            "language": "fr",
            "timezone": "Africa/Bamako",
        }
        for code in ("MW", "ML", "NE")
    ]
    await prepared.open([OPEN | {"by": "participant"}], administrations=groups)
    question = await prepared.ask("exp")
    for name, words in WRITTEN.items():
        await write(getattr(prepared, name), question, words)

    described = harness.folder / "config" / "workshops" / "e2e.yaml"
    described.write_text(re.sub("(registration\\W+)open", r"\1code", described.read_text("utf-8")), "utf-8")
    await settled(harness.organiser, "workshop reload")
    codes = attached_files((await settled(harness.organiser, "roster codes")).reply)["e2e-codes.csv"]
    assert next(row for row in rows(codes, ",") if row[0] == "MW")[1] in ("'＝1+1", "'=1+1;'=2+2")
    exported = attached_files((await settled(harness.organiser, "export data", format="csv")).reply)
    with zipfile.ZipFile(io.BytesIO(exported["e2e.zip"])) as archive:
        tables = {name: archive.read(name) for name in archive.namelist()}
    for file in (codes, *tables.values()):
        for separator in ",;\t":  # as the English Excel opens it, the French one, and one that was told of tabs
            assert [cell for row in rows(file, separator) for cell in row if cell.startswith(SIGNS)] == []
    header, *answers = rows(tables["answers.csv"], ",")
    assert sorted(row[header.index("text")] for row in answers) == sorted(
        ["a;'=SUM(1)", "one\n'=1+1;'\"@SUM(1)\"\n'- three\n_x0041_ ＝2", "'＝HYPERLINK(1)"]
    )

    book = attached_files((await settled(harness.organiser, "export data", format="xlsx")).reply)["e2e.xlsx"]
    cells = [cell for sheet in load_workbook(io.BytesIO(book)) for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert set(WRITTEN.values()) <= {unescape(str(cell.value)) for cell in cells}
    assert "_x0041_" not in str([cell.value for cell in cells if "_x005F_" not in str(cell.value)])
    assert harness.server.violations == []
