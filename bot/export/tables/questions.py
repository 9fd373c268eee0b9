"""What the room was asked, as it was asked, and what it answered."""

from __future__ import annotations

import json
import random
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.core.answers import MIN_GROUP
from bot.core.instants import parse_utc
from bot.core.programme import PromptKind
from bot.core.text import Text
from bot.export.table import Row, Table, booleans, in_each_language, instants, numbers, text, words
from bot.export.tables.source import Source

_PROMPTS = """
    select *, (select count(*) from answers
               where answers.workshop = prompts.workshop and answers.prompt = prompts.prompt) as answers
    from prompts where workshop = ? order by opened_at, prompt
"""
# As the table has them, from the participant's number on: a hundred thousand rows are handed on as they come.
_ANSWERS = """
    select participant, name, answers.administration, answers.language, option_ids, value, text, answered_at, edited_at
    from answers left join participants on participants.id = answers.participant
    where answers.workshop = ? and prompt = ? order by answers.participant, answers.administration, answers.id
"""
_CHANCE = random.SystemRandom()


@dataclass(frozen=True, slots=True)
class Asked:
    """A prompt as it was put to the room."""

    row: sqlite3.Row
    definition: Mapping[str, Any]

    @property
    def kind(self) -> str:
        return str(self.definition["kind"])

    @property
    def anonymous(self) -> bool:
        return bool(self.definition["anonymous"])

    def options(self, language: str) -> str:
        """What could be picked; for a scale its two ends."""
        if self.kind == PromptKind.SCALE and self.definition.get("scale"):
            ends: Mapping[str, Text] = self.definition["scale"]
            return f"1 = {ends['low'].get(language, '')};5 = {ends['high'].get(language, '')}"
        return ";".join(option["text"].get(language, "") for option in self.definition.get("options", ()))


def asked(source: Source) -> list[Asked]:
    """Every prompt that was put, by the programme, then by time."""
    place = {session.id: number for number, session in enumerate(source.workshop.sessions)}
    found = [Asked(row, json.loads(row["definition"])) for row in source.rows(_PROMPTS)]
    return sorted(found, key=lambda prompt: place.get(prompt.row["session"], len(place)))


def prompts(source: Source) -> Table:
    workshop = source.workshop
    columns = (
        *text("session_id", "prompt_id", "kind", "by"),
        *booleans("anonymous"),
        *in_each_language(workshop, "text"),
        *in_each_language(workshop, "options"),
        *instants("opened_at", "closed_at"),
        *numbers("answers"),
    )

    def rows() -> Iterator[Row]:
        for prompt in asked(source):
            yield (
                prompt.row["session"],
                prompt.row["prompt"],
                prompt.kind,
                prompt.definition["by"],
                prompt.anonymous,
                *words(workshop, prompt.definition["text"]),
                *(prompt.options(language) for language in workshop.languages),
                parse_utc(prompt.row["opened_at"]),
                parse_utc(prompt.row["closed_at"]),
                prompt.row["answers"],
            )

    return Table("prompts", columns, rows)


def answers(source: Source) -> Table:
    columns = (
        *text("session_id", "prompt_id", "kind"),
        *numbers("participant_id"),
        *text("name", "administration", "language", "option_ids"),
        *numbers("value"),
        *text("text"),
        *instants("answered_at", "edited_at"),
    )

    def rows() -> Iterator[Row]:
        for prompt in asked(source):
            found = source.rows(_ANSWERS, prompt.row["prompt"])
            yield from _anonymous(prompt, found) if prompt.anonymous else _named(prompt, found)

    return Table("answers", columns, rows)


def _named(prompt: Asked, rows: Iterable[sqlite3.Row]) -> Iterator[Row]:
    of = _of(prompt)
    for *said, answered_at, edited_at in rows:
        yield (*of, *said, parse_utc(answered_at), parse_utc(edited_at))


def _anonymous(prompt: Asked, rows: Iterable[sqlite3.Row]) -> Iterator[Row]:
    """In an order that says nothing of when they were written; a language that too few share is left out."""
    held = list(rows)
    _CHANCE.shuffle(held)
    spoken = Counter(row["language"] for row in held)
    for row in held:
        language = row["language"] if spoken[row["language"]] >= MIN_GROUP else None
        said = row["option_ids"], row["value"], row["text"]
        yield (*_of(prompt), None, None, None, language, *said, None, None)


def _of(prompt: Asked) -> Row:
    return prompt.row["session"], prompt.row["prompt"], prompt.kind
