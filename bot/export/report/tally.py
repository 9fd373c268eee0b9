"""Counts of the answers to one question."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any

from bot.export.document import QuotedText

LISTED = 200
"""The report quotes at most this many written answers to a question; the tables have all."""

POINTS = range(1, 6)
"""Every scale runs from 1 to 5."""


@dataclass(frozen=True, slots=True)
class Written:
    """A written answer. `administration` is empty if it is not known."""

    said: QuotedText
    administration: str


@dataclass(slots=True)
class Tally:
    """The answers to one question."""

    answers: int = 0
    edited: int = 0
    administrations: set[str] = field(default_factory=set)
    options: Counter[str] = field(default_factory=Counter)
    values: Counter[int] = field(default_factory=Counter)
    written: list[Written] = field(default_factory=list)
    texts: int = 0

    def add(self, record: Mapping[str, Any]) -> None:
        """Count a row of the table `answers` or `evaluations`."""
        self.answers += 1
        self.edited += record.get("edited_at") is not None
        if record.get("administration"):
            self.administrations.add(record["administration"])
        self.options.update((record.get("option_ids") or "").split(";") if record.get("option_ids") else ())
        if record["value"] is not None:
            self.values[record["value"]] += 1
        if record["text"]:
            self._write(record)

    def _write(self, record: Mapping[str, Any]) -> None:
        self.texts += 1
        if len(self.written) < LISTED:
            said = QuotedText(record["text"], record["language"] or "")
            self.written.append(Written(said, record.get("administration") or ""))

    @property
    def mean(self) -> float:
        return fmean(self.values.elements())
