"""Evaluations: answered form by form, resumed later, changed until they close."""

from collections.abc import Collection, Mapping
from datetime import datetime

from bot.core.errors import NoLongerInUse, PromptSealed
from bot.core.opening_times import evaluation_opens
from bot.core.people import Participant
from bot.core.programme import Evaluation
from bot.features.evaluations import store
from bot.features.evaluations.errors import EvaluationClosed, EvaluationNotOpen
from bot.features.evaluations.model import (
    EvaluationProgress,
    answers_at,
    is_open,
    parse_answer,
    print_of,
    questions_by_form,
)
from bot.storage.transaction import Transaction
from bot.workshop import anonymity
from bot.workshop.context import WorkshopContext


def current(context: WorkshopContext) -> Evaluation:
    """The open evaluation; of several, the one that closes first. Raises `EvaluationNotOpen`."""
    now = context.now()
    found = [each for each in context.workshop.evaluations if is_open(context.schedule, each, now)]
    if found:
        return min(found, key=lambda each: each.closes)
    opens = [evaluation_opens(context.schedule, each) for each in context.workshop.evaluations]
    raise EvaluationNotOpen(min((at for at in opens if at > now), default=None))


def find(context: WorkshopContext, evaluation: str) -> Evaluation:
    """The open evaluation of this id. Raises `EvaluationNotOpen`, or `EvaluationClosed` also for an unknown id."""
    found = context.workshop.evaluation(evaluation)
    if found is None or context.now() >= found.closes:
        raise EvaluationClosed
    if not is_open(context.schedule, found, context.now()):
        raise EvaluationNotOpen(evaluation_opens(context.schedule, found))
    return found


async def progress(context: WorkshopContext, evaluation: Evaluation, participant: Participant) -> EvaluationProgress:
    """What the participant has answered so far. Raises `PromptSealed` if the key of the evaluation was lost."""
    if evaluation.anonymous and not _has_key(context, evaluation):
        if await context.read(store.has_responses, context.id, evaluation.id):
            raise PromptSealed
        return EvaluationProgress(evaluation, {})
    response, _other = _response_ids(context, evaluation, participant)
    return EvaluationProgress(evaluation, await context.read(store.answers_of, context.id, evaluation, response))


async def answer(
    context: WorkshopContext,
    evaluation: str,
    form: int,
    participant: Participant,
    fields: Mapping[str, tuple[str, ...]],
    kept: Collection[str] = (),
) -> EvaluationProgress:
    """Save one form; `fields` gives the values of each question. An empty field erases no answer to `kept` questions.

    Raises `EvaluationClosed`, `EvaluationNotOpen`, `PromptSealed`, `NotAnOption`, `NoLongerInUse`.
    """

    def write(tx: Transaction) -> EvaluationProgress:
        found = find(context, evaluation)
        forms = questions_by_form(found)
        if form >= len(forms):
            raise NoLongerInUse  # the workshop's file was changed and has fewer questions
        given = {question.id: parse_answer(question, fields) for question in forms[form]}
        answers = {question: answer for question, answer in given.items() if answer or question not in kept}
        _ensure_key(context, tx, found)
        response, other = _response_ids(context, found, participant)
        if other:
            store.delete_response(tx, context.id, evaluation, other)
        language, at = (None, None) if found.anonymous else (participant.language, context.now())
        store.save_answers(tx, context.id, evaluation, response, answers, language, at)
        return EvaluationProgress(found, store.answers_of(tx, context.id, found, response), form)

    return await context.write(write)


async def erase(
    context: WorkshopContext,
    evaluation: str,
    form: int,
    participant: Participant,
    positions: Collection[int],
    seen: str,
) -> EvaluationProgress | None:
    """Erase the answers at these positions of a form. Returns None, and erases nothing, if they differ from `seen`.

    Raises `EvaluationClosed`, `EvaluationNotOpen`, `PromptSealed`.
    """

    def write(tx: Transaction) -> EvaluationProgress | None:
        found = find(context, evaluation)
        response, _other = _response_ids(context, found, participant)
        before = EvaluationProgress(found, store.answers_of(tx, context.id, found, response), form)
        answers = answers_at(before, form, positions)
        if print_of(answers) != seen:
            return None
        store.save_answers(tx, context.id, evaluation, response, dict.fromkeys(answers), None, None)
        return EvaluationProgress(found, store.answers_of(tx, context.id, found, response), form)

    return await context.write(write)


def _has_key(context: WorkshopContext, evaluation: Evaluation) -> bool:
    return context.keys.get(anonymity.evaluation_key_name(context, evaluation.id)) is not None


def _ensure_key(context: WorkshopContext, tx: Transaction, evaluation: Evaluation) -> None:
    """Make the key for the first response. If there are anonymous responses and no key, the key was lost."""
    if not _has_key(context, evaluation):
        if evaluation.anonymous and store.has_responses(tx, context.id, evaluation.id):
            raise PromptSealed
        context.keys.key(anonymity.evaluation_key_name(context, evaluation.id))


def _response_ids(context: WorkshopContext, evaluation: Evaluation, who: Participant) -> tuple[str, str | None]:
    """The id of their response, and another id that they may have answered under.

    That is the case if they were erased and joined again, or if the workshop's file has changed whether it is
    anonymous.
    """
    number = str(who.id)
    hashed = anonymity.keyed_hash(context, anonymity.evaluation_key_name(context, evaluation.id), who.discord_id)
    if not evaluation.anonymous:
        return number, hashed
    if hashed is None:
        raise PromptSealed
    return hashed, number


async def responses(context: WorkshopContext) -> list[tuple[Evaluation, int]]:
    """Each evaluation that has opened, with the number of people who have answered it."""
    counts = await context.read(store.response_counts, context.id)
    opened = [e for e in context.workshop.evaluations if evaluation_opens(context.schedule, e) <= context.now()]
    return [(each, counts.get(each.id, 0)) for each in opened]


async def close_due(context: WorkshopContext) -> None:
    """Make the anonymous responses to closed evaluations untraceable: shuffle them, then destroy the key."""
    still_open = [each for each in context.workshop.evaluations if each.closes > context.now()]
    open_keys = [anonymity.evaluation_key_name(context, each.id) for each in still_open]
    for key in anonymity.left_over_keys(context, anonymity.EVALUATION, open_keys):
        await context.write(store.shuffle, context.id, anonymity.evaluation_of(context, key))
        context.keys.destroy(key)
        await context.database.checkpoint()


def next_closing(context: WorkshopContext) -> datetime | None:
    """When the next evaluation with responses closes."""
    return min((each.closes for each in context.workshop.evaluations if _has_key(context, each)), default=None)
