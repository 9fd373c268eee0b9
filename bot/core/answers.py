"""Answers to the questions of prompts and evaluations: which answers are valid, and how they are counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.errors import NotAnOption, TextEmpty, TextTooLong
from bot.core.programme import PromptKind, Question
from bot.core.text import is_blank

WRITTEN_KINDS = frozenset({PromptKind.OPEN, PromptKind.ROUND})
"""Kinds of question that are answered with a text."""

CHOICE_KINDS = frozenset({PromptKind.CHOICE, PromptKind.MULTIPLE})
"""Kinds of question that are answered by picking options."""

SCALE_VALUES = range(1, 6)

MIN_GROUP = 5
"""Anonymous answers are broken down only in groups with at least so many answers."""


@dataclass(frozen=True, slots=True)
class AnswerValue:
    """The content of an answer: ids of options, or a value of the scale, or a text."""

    options: tuple[str, ...] = ()
    value: int | None = None
    text: str | None = None


def validate_answer(question: Question, answer: AnswerValue) -> AnswerValue:
    """`answer`, with its options once each and in the question's order.

    Raises `TextEmpty`, `TextTooLong` or `NotAnOption` if it does not answer the question.
    """
    if question.kind in WRITTEN_KINDS:
        _check_text(answer.text, question.max_length)
    elif question.kind is PromptKind.SCALE:
        if answer.value not in SCALE_VALUES:
            raise NotAnOption
    else:
        known = {option.id for option in question.options}
        too_many = question.kind is PromptKind.CHOICE and len(answer.options) > 1
        if not answer.options or too_many or not known.issuperset(answer.options):
            raise NotAnOption
    picked = tuple(option.id for option in question.options if option.id in answer.options)
    return AnswerValue(picked, answer.value, answer.text)


def _check_text(text: str | None, max_length: int) -> None:
    if not text or is_blank(text):
        raise TextEmpty(text)
    if len(text) > max_length:
        raise TextTooLong(max_length, text)


def tally(question: Question, answers: Iterable[AnswerValue]) -> list[tuple[str, int]]:
    """How often each option, or each value of the scale, was picked; in the question's order."""
    counts = Counter(id for answer in answers for id in picked_ids(answer))
    if question.kind is PromptKind.SCALE:
        ids = [str(value) for value in SCALE_VALUES]
    else:
        ids = [option.id for option in question.options]
    return [(id, counts[id]) for id in ids]


def picked_ids(answer: AnswerValue) -> tuple[str, ...]:
    """The ids of the options that were picked, or the value of the scale as a text."""
    return answer.options if answer.value is None else (str(answer.value),)
