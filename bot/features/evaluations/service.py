"""Evaluations: filled in form by form, resumed where they were left, changed until they close."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core.answers import AnswerValue
from bot.core.errors import NoLongerInUse, PromptSealed
from bot.core.opening_times import evaluation_opens
from bot.core.people import Participant
from bot.core.programme import Evaluation, EvaluationQuestion, PromptKind
from bot.features.evaluations import store as kept
from bot.features.evaluations.errors import EvaluationClosed, EvaluationNotOpen
from bot.features.evaluations.model import is_open, pages, resume_at, said
from bot.storage.transaction import Row, Transaction
from bot.workshop import anonymity
from bot.workshop.context import WorkshopContext


@dataclass(frozen=True, slots=True)
class Progress:
    """What someone has answered so far; `left` is the first form with something left to answer."""

    evaluation: Evaluation
    answers: Mapping[str, AnswerValue]
    sent: int = -1

    @property
    def left(self) -> int | None:
        return resume_at(self.evaluation, self.answers.keys(), self.sent)

    @property
    def forms(self) -> int:
        return len(pages(self.evaluation))


def current(context: WorkshopContext) -> Evaluation:
    """The one that is open, of several the one that closes first. Raises `EvaluationNotOpen`."""
    now = context.now()
    found = [each for each in context.workshop.evaluations if is_open(context.schedule, each, now)]
    if found:
        return min(found, key=lambda each: each.closes)
    opens = [evaluation_opens(context.schedule, each) for each in context.workshop.evaluations]
    raise EvaluationNotOpen(min((at for at in opens if at > now), default=None))


def find(context: WorkshopContext, evaluation: str) -> Evaluation:
    """The one of that id, while it is open. Raises `EvaluationNotOpen`, or `EvaluationClosed`."""
    found = context.workshop.evaluation(evaluation)
    if found is None or context.now() >= found.closes:
        raise EvaluationClosed
    if not is_open(context.schedule, found, context.now()):
        raise EvaluationNotOpen(evaluation_opens(context.schedule, found))
    return found


async def progress(context: WorkshopContext, evaluation: Evaluation, who: Participant) -> Progress:
    """What `who` has answered so far. Raises `PromptSealed` where its key was lost."""
    if evaluation.anonymous and context.keys.get(anonymity.evaluation_key(context, evaluation.id)) is None:
        if await context.read(kept.begun, context.id, evaluation.id):
            raise PromptSealed
        return Progress(evaluation, {})
    rows = await context.read(kept.own, context.id, evaluation.id, _response(context, evaluation, who))
    return Progress(evaluation, _answers(evaluation, rows))


async def answer(
    context: WorkshopContext, evaluation: str, form: int, who: Participant, entered: Mapping[str, tuple[str, ...]]
) -> Progress:
    """Keep one form. Raises `EvaluationClosed`, `EvaluationNotOpen`, `PromptSealed`, `NotAnOption`, `NoLongerInUse`."""

    def write(tx: Transaction) -> Progress:
        found = find(context, evaluation)
        if form >= len(pages(found)):
            raise NoLongerInUse  # the file has fewer questions by now
        given = {question.id: said(question, entered) for question in pages(found)[form]}
        _have_key(context, tx, found)
        response = _response(context, found, who)
        at = None if found.anonymous else context.now()
        kept.save(tx, context.id, evaluation, response, given, who.language, at)
        return Progress(found, _answers(found, kept.own_in(tx, context.id, evaluation, response)), form)

    return await context.write(write)


def _have_key(context: WorkshopContext, tx: Transaction, evaluation: Evaluation) -> None:
    """The first response makes the key; where there are responses and no key, it was lost."""
    key = anonymity.evaluation_key(context, evaluation.id)
    if evaluation.anonymous and context.keys.get(key) is None:
        if kept.begun_in(tx, context.id, evaluation.id):
            raise PromptSealed
        anonymity.begin(context, key)


def _response(context: WorkshopContext, evaluation: Evaluation, who: Participant) -> str:
    if evaluation.anonymous:
        return anonymity.answerer(context, anonymity.evaluation_key(context, evaluation.id), who)
    return str(who.id)


def _answers(evaluation: Evaluation, rows: list[Row]) -> dict[str, AnswerValue]:
    asked = {question.id: question for question in evaluation.questions}
    return {row["question"]: _said(asked[row["question"]], row) for row in rows if row["question"] in asked}


def _said(question: EvaluationQuestion, row: Row) -> AnswerValue:
    if question.kind in (PromptKind.CHOICE, PromptKind.MULTIPLE):
        return AnswerValue(options=tuple((row["text"] or "").split(";")))
    return AnswerValue(value=row["value"], text=row["text"])


async def responses(context: WorkshopContext) -> list[tuple[Evaluation, int]]:
    """How many people have answered each evaluation that has opened; never who."""
    counted = await context.read(kept.responses, context.id)
    opened = [e for e in context.workshop.evaluations if evaluation_opens(context.schedule, e) <= context.now()]
    return [(each, counted.get(each.id, 0)) for each in opened]


async def close_due(context: WorkshopContext) -> None:
    """Forget who answered those that have closed."""
    ahead = [each for each in context.workshop.evaluations if each.closes > context.now()]
    still_open = [anonymity.evaluation_key(context, each.id) for each in ahead]
    for key in anonymity.left_over(context, anonymity.EVALUATION, still_open):
        await context.write(kept.shuffle, context.id, anonymity.evaluation_of(context, key))
        anonymity.end(context, key)
        await context.database.checkpoint()


def next_closing(context: WorkshopContext) -> datetime | None:
    """When the next one closes that someone has answered anonymously."""
    begun = [e for e in context.workshop.evaluations if context.keys.get(anonymity.evaluation_key(context, e.id))]
    return min((each.closes for each in begun), default=None)
