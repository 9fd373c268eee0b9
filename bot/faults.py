"""Faults in the organisers' files: what is wrong, where, and how to correct it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.i18n.catalogue import Phrases
from bot.i18n.phrase import Phrase, _

Place = tuple[str | int, ...]
"""The place of a value in a file: keys and positions, from the root."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault; `line` counts from 1, and is None where the fault is not in a file."""

    file: Path
    line: int | None
    what: Phrase
    would_do: Phrase

    def __str__(self) -> str:
        return _printable(self.sentence())

    def translated(self, phrases: Phrases) -> str:
        """The complete message in the language of `phrases`, on one line."""
        return _printable(phrases.translate(self.sentence()))

    def sentence(self) -> Phrase:
        """The complete message, as a phrase to translate."""
        where = _printable(self._where())
        return _("%(where)s: %(what)s; %(would_do)s", where=where, what=self.what, would_do=self.would_do)

    def _where(self) -> str:
        file = self.file.absolute()
        shown = file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file
        return str(shown) if self.line is None else f"{shown}:{self.line}"


def no_workshop(directory: Path, id: str) -> Fault:
    """The fault that no file contains the running workshop any more."""
    what = _("no file here holds the workshop %(id)s", id=quoted(id))
    return Fault(directory, None, what, _("give its file this `id` again"))


def quoted(value: Any) -> str:
    """Quote `value` for a message: shortened, on one line, without control characters."""
    words = str(value)
    short = words if len(words) <= 60 else words[:59] + "…"
    return f"`{_printable(short)}`"


def _printable(words: str) -> str:
    return "".join(c if c.isprintable() else " " if c.isspace() else "?" for c in words)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The word of `known` that `word` misspells, with at most one letter in four wrong. None if there is none."""
    by_case = {k.casefold(): k for k in known}
    most = max(len(word) // 4, int(len(word) > 2))
    near = {k: slips for k in by_case if (slips := _slips(word.casefold(), k, most)) <= most}
    return by_case[min(near, key=near.__getitem__)] if near else None


def _slips(word: str, other: str, most: int) -> int:
    """How many letters are missing, added, replaced, or swapped with the next one. At most `most` + 1."""
    if abs(len(word) - len(other)) > most:
        return most + 1
    before, row = list[int](), list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        before, last, row = row, before, [i]
        for j, its in enumerate(other, 1):
            steps = [row[j - 1] + 1, before[j] + 1, before[j - 1] + (letter != its)]
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == its:
                steps.append(last[j - 2] + 1)
            row.append(min(steps))
    return row[-1]


def choose(word: str, known: Iterable[str]) -> Phrase:
    """A suggestion for `word`, which is not in `known`."""
    words = list(known)
    if meant := nearest(word, words):
        return _("did you mean %(known)s?", known=quoted(meant))
    if not words:
        return _("there is none to choose from yet")
    return _("choose one of %(known)s", known=listed(words[:15]) + (" …" if len(words) > 15 else ""))


def listed(words: Iterable[str]) -> str:
    return ", ".join(map(quoted, words))
