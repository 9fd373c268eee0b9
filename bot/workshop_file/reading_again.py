"""Reads the workshop files again while the bot runs, and compares a hash to see whether they changed."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.core.programme import Workshop
from bot.faults import Fault, no_workshop
from bot.workshop_file.reading import read_workshops, workshop_files


@dataclass(frozen=True, slots=True)
class WorkshopFiles:
    """Every workshop of a folder, or the faults of its files; `print` is a hash of their content."""

    workshops: list[Workshop]
    faults: list[Fault]
    print: str


def read_again(directory: Path, languages_available: frozenset[str], id: str) -> WorkshopFiles:
    """The workshops of a folder. It is a fault if the one with this id is not among them."""
    content = ""
    while content != (content := _print(directory)):  # once more if somebody was writing meanwhile
        workshops, faults = read_workshops(directory, languages_available)
    if not faults and id not in [workshop.id for workshop in workshops]:
        faults = [no_workshop(directory, id)]
    return WorkshopFiles([] if faults else workshops, faults, content)


def _print(directory: Path) -> str:
    content = hashlib.sha256()
    for file in workshop_files(directory):
        with suppress(OSError):
            content.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return content.hexdigest()
