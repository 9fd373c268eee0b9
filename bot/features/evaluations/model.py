"""Evaluations: when they are open, how their questions are split into forms, and what a person has answered."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core.answers import SCALE_VALUES, AnswerValue
from bot.core.errors import NotAnOption
from bot.core.opening_times import evaluation_opens
from bot.core.programme import Evaluation, EvaluationQuestion, PromptKind
from bot.core.schedule import Schedule

MAX_COMPONENTS = 5
"""Most components of a form (Discord, Modal)."""
MAX_HINT_LENGTH = 100
"""The longest question that fits beside its field. A longer one needs its own component above the field."""
MAX_TEXT_LENGTH = 4_000
"""Most characters of a text field (Discord, Text Input)."""
OPTIONAL_KINDS = frozenset({PromptKind.OPEN, PromptKind.MULTIPLE})
"""Kinds of questions that may be left empty."""


@dataclass(frozen=True, slots=True)
class EvaluationProgress:
    """A person's answers so far, by question. `sent` is the number of the form that they just sent, or -1."""

    evaluation: Evaluation
    answers: Mapping[str, AnswerValue]
    sent: int = -1

    @property
    def next_form(self) -> int | None:
        """The number of the first form with something left to answer. None if everything is answered."""
        return first_unfinished_form(self.evaluation, self.answers.keys(), self.sent)

    @property
    def form_count(self) -> int:
        return len(questions_by_form(self.evaluation))


def is_open(schedule: Schedule, evaluation: Evaluation, now: datetime) -> bool:
    return evaluation_opens(schedule, evaluation) <= now < evaluation.closes


def questions_by_form(evaluation: Evaluation) -> list[tuple[EvaluationQuestion, ...]]:
    """The questions of each form, as many as fit. The split is the same in every language."""
    forms: list[list[EvaluationQuestion]] = []
    free = 0
    for question in evaluation.questions:
        components = 2 if is_long(question) else 1
        if components > free:
            forms.append([])
            free = MAX_COMPONENTS
        forms[-1].append(question)
        free -= components
    return [tuple(form) for form in forms]


def is_long(question: EvaluationQuestion) -> bool:
    """Whether its text is too long, in any language, to be shown beside its field."""
    return max(map(len, question.text.values())) > MAX_HINT_LENGTH


def first_unfinished_form(evaluation: Evaluation, answered: Collection[str], sent: int = -1) -> int | None:
    """The number of the first form with something left to answer. None if everything is answered.

    A form counts as seen up to number `sent`, or if one of its questions is answered. Optional questions of a form
    that was seen are not asked again.
    """
    for number, questions in enumerate(questions_by_form(evaluation)):
        required = [question.id for question in questions if question.kind not in OPTIONAL_KINDS]
        seen = number <= sent or any(question.id in answered for question in questions)
        if not seen or not all(id in answered for id in required):
            return number
    return None


def parse_answer(question: EvaluationQuestion, fields: Mapping[str, tuple[str, ...]]) -> AnswerValue | None:
    """The answer to `question` in a form's fields (question -> values). None if it was left empty.

    Raises `NotAnOption`.
    """
    values = tuple(value for value in fields.get(question.id, ()) if value.strip())
    if not values:
        return None
    if question.kind is PromptKind.OPEN:
        return AnswerValue(text=values[0][:MAX_TEXT_LENGTH])
    allowed = {str(n) for n in SCALE_VALUES} if question.kind is PromptKind.SCALE else {o.id for o in question.options}
    if not allowed.issuperset(values):
        raise NotAnOption
    return AnswerValue(value=int(values[0])) if question.kind is PromptKind.SCALE else AnswerValue(options=values)


def emptied_by(progress: EvaluationProgress, form: int, fields: Mapping[str, tuple[str, ...]]) -> tuple[int, ...]:
    """The positions, within the form, of the questions that had an answer and whose fields are now empty.

    Raises `NotAnOption`.
    """
    forms = questions_by_form(progress.evaluation)
    questions = forms[form] if form < len(forms) else ()
    empty = [parse_answer(question, fields) is None for question in questions]
    return tuple(at for at, it in enumerate(questions) if it.id in progress.answers and empty[at])


def answers_at(progress: EvaluationProgress, form: int, positions: Collection[int]) -> dict[str, AnswerValue]:
    """The existing answers to these questions of a form."""
    forms = questions_by_form(progress.evaluation)
    questions = forms[form] if form < len(forms) else ()
    chosen = [question.id for at, question in enumerate(questions) if at in positions]
    return {id: progress.answers[id] for id in chosen if id in progress.answers}


def print_of(answers: Mapping[str, AnswerValue]) -> str:
    """A hash of answers that a person was asked to erase. They are erased only if the hash is still the same."""
    return hashlib.sha256(repr(sorted(answers.items())).encode()).hexdigest()[:6]
