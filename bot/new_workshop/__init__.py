"""Writes the files of a first workshop, which organisers then adapt."""

import tempfile
from pathlib import Path

from bot.i18n.phrase import _
from bot.new_workshop.answers import Answers
from bot.new_workshop.draft import Draft
from bot.new_workshop.imported import Imported
from bot.new_workshop.sheet_faults import FaultySheets
from bot.new_workshop.template import BOT, draft
from bot.workshop_file import Fault, read_workshop


class AlreadyThere(FileExistsError):
    """A workshop with that name exists already. It was not changed."""

    def __init__(self, file: Path) -> None:
        self.words = _("%(file)s exists already; name another folder or title, or move it away", file=str(file))
        super().__init__(self.words)
        self.file = file


class Faulty(Exception):
    """A workshop with these answers would not pass `check`. Nothing was written."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(f"{fault.what}; {fault.would_do}" for fault in faults))
        self.faults = faults


def write_new_workshop(
    directory: Path, answers: Answers, available: frozenset[str], imported: Imported | None = None
) -> list[Path]:
    """Write the workshop, and `bot.yaml` unless there is one. Returns the files written.

    `available` are the languages that have phrases. Raises `AlreadyThere`, `Faulty` and `FaultySheets`.
    """
    words = checked(answers, available, imported or Imported())
    written = [_write(directory / "workshops" / f"{answers.id}.yaml", words)]
    if not (directory / "bot.yaml").exists():
        written.insert(0, _write(directory / "bot.yaml", BOT))
    return written


def checked(answers: Answers, available: frozenset[str], imported: Imported) -> str:
    """The text of the workshop file. Raises `FaultySheets` or `Faulty` unless it passes `check`."""
    if imported.faults and not (imported.agenda or imported.groups):
        raise FaultySheets(imported.faults)
    new = draft(answers, imported)
    faults = _faults_of(new, available)
    in_sheets = [told for fault in faults if (told := new.at_origin(fault))]
    known = {(fault.file, fault.row, fault.column) for fault in imported.faults}
    if all_told := imported.faults + [it for it in in_sheets if (it.file, it.row, it.column) not in known]:
        raise FaultySheets(sorted(all_told, key=lambda it: (str(it.file), it.row or 0)))
    if faults:
        raise Faulty(faults)
    return new.words


def _faults_of(new: Draft, available: frozenset[str]) -> list[Fault]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "workshop.yaml"
        file.write_text(new.words, encoding="utf-8")
        return read_workshop(file, available)[1]


def _write(file: Path, words: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8") as new:
            new.write(words)
    except FileExistsError:
        raise AlreadyThere(file) from None
    return file
