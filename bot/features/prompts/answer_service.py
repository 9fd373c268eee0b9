"""Answers to prompts: save, count and read them; and the turns of a round."""

from bot.core.answers import AnswerValue, validate_answer
from bot.core.errors import PromptSealed, TurnIsOver
from bot.core.people import Participant, Person
from bot.core.programme import AnsweredBy, Question
from bot.features.prompts import anonymous_answer_store, answer_store, store
from bot.features.prompts.errors import PromptClosed, PromptIsClosed, PromptNamesNobody, PromptStillOpen
from bot.features.prompts.model import (
    Answer,
    AnsweringStatus,
    AwaitedDelegation,
    Prompt,
    Round,
    SavedAnswer,
    TurnState,
)
from bot.features.prompts.service import find
from bot.outbox import interpreter_items
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop import anonymity
from bot.workshop.context import WorkshopContext

TURN_ACTIONS = {TurnState.SPOKEN: "prompt next", TurnState.PASSED: "prompt pass"}
"""What the audit log calls the end of a turn."""


async def answer(context: WorkshopContext, prompt: str, who: Participant, content: AnswerValue) -> SavedAnswer:
    """Save an answer. It replaces the earlier answer of the same person, or of the same delegation.

    Raises `PromptClosed`, `PromptSealed`, `TextTooLong` and `TextEmpty`, which give back the text, and `NotAnOption`.
    """

    def write(tx: Transaction) -> SavedAnswer:
        found = store.find(tx, context.id, prompt)
        if found is None or not found.is_open or found.closes_at <= context.now():
            raise PromptClosed(content.text)
        save = _save_anonymous if found.question.anonymous else _save_named
        return save(context, tx, found, who, validate_answer(found.question, content))

    return await context.write_together(write)


def _save_named(
    context: WorkshopContext, tx: Transaction, prompt: Prompt, who: Participant, content: AnswerValue
) -> SavedAnswer:
    answerer = answerer_of(prompt.question, who)
    if earlier := _hash_of(context, prompt, who):  # the answer of someone who was erased and has joined again
        anonymous_answer_store.delete(tx, context.id, prompt.id, earlier)
    before = answer_store.find(tx, context.id, prompt.id, answerer)
    answer_store.save(tx, context.id, prompt.id, answerer, content, who, context.now())
    if before is None or before.content.text != content.text:  # a text that is sent twice is read out once
        interpreter_items.enqueue_answer(context, tx, prompt.question, answerer)
    is_of_a_colleague = before is not None and before.participant != who.id
    return SavedAnswer(prompt, content, before is not None, replaced=before if is_of_a_colleague else None)


def _save_anonymous(
    context: WorkshopContext, tx: Transaction, prompt: Prompt, who: Participant, content: AnswerValue
) -> SavedAnswer:
    answerer = _hash_of(context, prompt, who)
    if answerer is None:
        raise PromptSealed(content.text)
    changed = anonymous_answer_store.save(tx, context.id, prompt.id, answerer, content)
    return SavedAnswer(prompt, content, changed)


def answerer_of(question: Question, who: Participant) -> str:
    """The answerer of a question that is not anonymous: the person, or the delegation."""
    return f"a:{who.administration}" if question.by is AnsweredBy.ADMINISTRATION else f"p:{who.id}"


def _hash_of(context: WorkshopContext, prompt: Prompt, who: Participant) -> str | None:
    key_name = anonymity.prompt_key_name(context, prompt.id, prompt.opened_at)
    return anonymity.keyed_hash(context, key_name, who.discord_id)


async def own_answer(context: WorkshopContext, prompt: Prompt, who: Participant) -> Answer | None:
    """The answer of `who`, or of their delegation, so far. Raises `PromptClosed` or `PromptSealed`."""
    if not prompt.is_open:
        raise PromptClosed
    is_anonymous = prompt.question.anonymous
    answerer = _hash_of(context, prompt, who) if is_anonymous else answerer_of(prompt.question, who)
    if answerer is None:
        raise PromptSealed
    return await context.read(answer_store.find, context.id, prompt.id, answerer)


async def own_answers(context: WorkshopContext, who: Participant) -> list[tuple[Question, Answer]]:
    """The answers of `who` and of their delegation, in the order of the questions; no anonymous ones."""
    answerers = (f"p:{who.id}", f"a:{who.administration}")
    return await context.read(answer_store.answers_of, context.id, answerers)


async def results(context: WorkshopContext, prompt: Prompt) -> list[Answer]:
    """Every answer.

    Raises `PromptStillOpen` if the prompt is anonymous and open: someone who sees the answers arrive one by one could
    tell whose they are.
    """
    if prompt.question.anonymous and prompt.is_open:
        raise PromptStillOpen
    return await context.read(answer_store.answers_to, context.id, prompt.id)


async def counts(context: WorkshopContext, prompt: str) -> tuple[int, int]:
    """The number of answers, and the number of administrations that gave them (0 if the prompt is anonymous)."""
    return await context.read(answer_store.counts, context.id, prompt)


async def answering_status(context: WorkshopContext, prompt: Prompt) -> AnsweringStatus:
    """Which administrations have answered. Raises `PromptNamesNobody` if the prompt is anonymous."""
    if prompt.question.anonymous:
        raise PromptNamesNobody
    codes = await context.read(answer_store.administrations, context.id, prompt.id)
    everyone = context.workshop.administrations
    return AnsweringStatus([a for a in everyone if a.code in codes], [a for a in everyone if a.code not in codes])


async def delegations_to_nudge(context: WorkshopContext, prompt: str) -> list[AwaitedDelegation]:
    """The administrations that have not answered.

    Raises `UnknownPrompt`, `PromptIsClosed`, or `PromptNamesNobody` if the prompt is anonymous.
    """
    found = await find(context, prompt)
    if not found.is_open:
        raise PromptIsClosed
    awaited = (await answering_status(context, found)).awaited
    return [AwaitedDelegation(each, context.delegates(each.code)) for each in awaited]


async def end_turn(
    context: WorkshopContext, prompt: str, speaking: str, finished_as: TurnState, actor: Person
) -> Round:
    """End the turn of the administration `speaking`: it has spoken or passed. The next one speaks.

    Raises `TurnIsOver` if it is not its turn any more, so two presses end one turn. Raises `PromptIsClosed`.
    """

    def write(tx: Transaction) -> Round:
        found = store.find(tx, context.id, prompt)
        if found is None or not found.is_open:
            raise PromptIsClosed
        before = store.find_round(tx, context.id, prompt)
        if before.speaking != speaking:
            raise TurnIsOver(before.speaking)
        after = before.next_turn(finished_as)
        store.save_round(tx, context.id, prompt, after)
        audit.record(tx, context.id, context.now(), actor, TURN_ACTIONS[finished_as], prompt, speaking)
        return after

    return await context.write(write)
