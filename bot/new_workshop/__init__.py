"""Writes the files of a first workshop, which organisers then adapt."""

import tempfile
from pathlib import Path

from bot.new_workshop.answers import Answers
from bot.new_workshop.template import BOT, workshop_file
from bot.workshop_file import Fault, read_workshop


class AlreadyThere(FileExistsError):
    """There is a workshop of that name already; it was not changed."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"{file} exists already; name another folder or title, or move it away")
        self.file = file


class Faulty(Exception):
    """A workshop of these answers would not pass `check`; nothing was written."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(f"{fault.what}; {fault.would_do}" for fault in faults))


def write_new_workshop(directory: Path, answers: Answers, available: frozenset[str]) -> list[Path]:
    """Write the workshop, and `bot.yaml` unless there is one. Returns the files written.

    `available` are the languages that have phrases. Raises `AlreadyThere` and `Faulty`.
    """
    words = workshop_file(answers)
    _check(words, available)
    written = [_write(directory / "workshops" / f"{answers.id}.yaml", words)]
    if not (directory / "bot.yaml").exists():
        written.insert(0, _write(directory / "bot.yaml", BOT))
    return written


def _check(words: str, available: frozenset[str]) -> None:
    """Raise `Faulty` unless the new file passes `check`."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "workshop.yaml"
        file.write_text(words, encoding="utf-8")
        _workshop, faults = read_workshop(file, available)
    if faults:
        raise Faulty(faults)


def _write(file: Path, words: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8") as new:
            new.write(words)
    except FileExistsError:
        raise AlreadyThere(file) from None
    return file
