"""What answers a question of a prompt or of an evaluation, and what was answered in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.errors import NotAnOption, TextEmpty, TextTooLong
from bot.core.programme import PromptKind, Question
from bot.core.text import is_blank

WRITTEN = frozenset({PromptKind.OPEN, PromptKind.ROUND})
"""Kinds answered in words."""


CHOSEN = frozenset({PromptKind.CHOICE, PromptKind.MULTIPLE})
"""Kinds answered by picking options."""


SCALE = range(1, 6)


FEW = 5
"""An anonymous group smaller than this is not broken down."""


@dataclass(frozen=True, slots=True)
class AnswerValue:
    """What an answer consists of: options, a value of the scale, or a text."""

    options: tuple[str, ...] = ()
    value: int | None = None
    text: str | None = None


def checked(question: Question, said: AnswerValue) -> AnswerValue:
    """`said`, its options in their order. Raises `TextEmpty`, `TextTooLong` or `NotAnOption` where it is no answer."""
    _check(question, said)
    return AnswerValue(tuple(o.id for o in question.options if o.id in said.options), said.value, said.text)


def _check(question: Question, said: AnswerValue) -> None:
    if question.kind in WRITTEN:
        _check_text(said.text, question.max_length)
    elif question.kind is PromptKind.SCALE:
        if said.value not in SCALE:
            raise NotAnOption
    else:
        known = {option.id for option in question.options}
        too_many = question.kind is PromptKind.CHOICE and len(said.options) > 1
        if not said.options or too_many or not known.issuperset(said.options):
            raise NotAnOption


def _check_text(text: str | None, most: int) -> None:
    if not text or is_blank(text):
        raise TextEmpty(text)
    if len(text) > most:
        raise TextTooLong(most, text)


def tally(question: Question, said: Iterable[AnswerValue]) -> list[tuple[str, int]]:
    """How often each option, or each value of the scale, was picked, in their order."""
    picked: Counter[str] = Counter()
    for each in said:
        picked.update(picks(each))
    ids = [str(n) for n in SCALE] if question.kind is PromptKind.SCALE else [o.id for o in question.options]
    return [(id, picked[id]) for id in ids]


def picks(said: AnswerValue) -> tuple[str, ...]:
    return said.options if said.value is None else (str(said.value),)
