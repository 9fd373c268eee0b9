"""Spreadsheets as organisers write them, and the workshop that `run.py init` creates from them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

import run
from bot.core.programme import Workshop
from bot.new_workshop import checked, write_new_workshop
from bot.new_workshop.imported import Imported, read_imported
from bot.new_workshop.questions import Options, answers
from bot.new_workshop.sheet_faults import FaultySheets
from bot.workshop_file import read_workshops

LANGUAGES = frozenset({"en", "fr", "pt-BR"})
HEADINGS = ("date", "start", "end", "title_fr", "title_en")


def xlsx(file: Path, *rows: Sequence[Any]) -> Path:
    workbook = Workbook()
    sheet: Any = workbook.active
    for row in rows:
        sheet.append(list(row))
    workbook.save(file)
    return file


def csv(file: Path, *lines: str, encoding: str = "utf-8") -> Path:
    file.write_bytes("\r\n".join(lines).encode(encoding))
    return file


def imported(agenda: Path | None, groups: Path | None = None, languages: Sequence[str] = ()) -> Imported:
    return read_imported(agenda, groups, languages, LANGUAGES)


def written(
    folder: Path, agenda: Path | None, groups: Path | None = None, languages: Sequence[str] = (), **given: Any
) -> Workshop:
    """The new workshop, as `check` reads it."""
    found = imported(agenda, groups, languages)
    answered = answers(Options(**given).filled_from(found), date(2026, 1, 1), LANGUAGES)
    write_new_workshop(folder / "config", answered, LANGUAGES, found.from_day(answered.first_day))
    (workshop,), faults = read_workshops(folder / "config" / "workshops", LANGUAGES)
    assert faults == []
    return workshop


def faults(agenda: Path | None, groups: Path | None = None, languages: Sequence[str] = ()) -> list[str]:
    """The faults of the spreadsheets, without their folder."""
    try:
        found = imported(agenda, groups, languages)
        answered = answers(Options().filled_from(found), date(2026, 1, 1), LANGUAGES)
        checked(answered, LANGUAGES, found)
    except FaultySheets as faulty:
        return [fault.sentence().removeprefix(f"{fault.file.parent}/") for fault in faulty.faults]
    return []


def init(*arguments: str | Path) -> int:
    return run.main(["init", *map(str, arguments)])
