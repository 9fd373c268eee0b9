"""An evaluation as it is filled in: when it is open, in which forms, and where one left off."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from bot.core.answers import SCALE_VALUES, AnswerValue
from bot.core.errors import NotAnOption
from bot.core.opening_times import evaluation_opens
from bot.core.programme import Evaluation, EvaluationQuestion, PromptKind
from bot.core.schedule import Schedule

PARTS = 5
"""A form has no more parts (Discord, Modal)."""
HINT = 100
"""A question up to so long stands beside its field; a longer one takes a part of its own."""
MOST_TEXT = 4_000
OPTIONAL = frozenset({PromptKind.OPEN, PromptKind.MULTIPLE})
"""Kinds that may be left empty."""

Page = tuple[EvaluationQuestion, ...]


def is_open(schedule: Schedule, evaluation: Evaluation, now: datetime) -> bool:
    return evaluation_opens(schedule, evaluation) <= now < evaluation.closes


def pages(evaluation: Evaluation) -> list[Page]:
    """The questions form by form, as many in each as it takes; the same in every language."""
    found: list[list[EvaluationQuestion]] = []
    context = 0
    for question in evaluation.questions:
        parts = 2 if stands_above(question) else 1
        if parts > context:
            found.append([])
            context = PARTS
        found[-1].append(question)
        context -= parts
    return [tuple(page) for page in found]


def stands_above(question: EvaluationQuestion) -> bool:
    """Whether its text is too long to stand beside its field in some language."""
    return max(map(len, question.text.values())) > HINT


def resume_at(evaluation: Evaluation, answered: Collection[str], sent: int = -1) -> int | None:
    """The first form with something left to answer; None where all is done.

    Forms up to `sent`, the one just sent, were seen: what may be left empty in them is not asked for again.
    """
    for number, page in enumerate(pages(evaluation)):
        required = [question.id for question in page if question.kind not in OPTIONAL]
        seen = number <= sent or any(question.id in answered for question in page)
        if not seen or not all(id in answered for id in required):
            return number
    return None


def said(question: EvaluationQuestion, entered: Mapping[str, tuple[str, ...]]) -> AnswerValue | None:
    """What a form's fields say to `question`; None where it was left empty. Raises `NotAnOption`."""
    values = tuple(value for value in entered.get(question.id, ()) if value.strip())
    if not values:
        return None
    if question.kind is PromptKind.OPEN:
        return AnswerValue(text=values[0][:MOST_TEXT])
    allowed = {str(n) for n in SCALE_VALUES} if question.kind is PromptKind.SCALE else {o.id for o in question.options}
    if not allowed.issuperset(values):
        raise NotAnOption
    return AnswerValue(value=int(values[0])) if question.kind is PromptKind.SCALE else AnswerValue(options=values)
