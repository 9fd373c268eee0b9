"""Prompts: ask a question, find it again, close it, discard it."""

import hashlib
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.core.people import Person
from bot.core.programme import AnsweredBy, PromptKind, Question
from bot.features.prompts import anonymous_answer_store, store
from bot.features.prompts.composed_question import TypedQuestion, compose_question
from bot.features.prompts.errors import PromptAlreadyAsked, PromptIsClosed, PromptNotOpen, UnknownPrompt
from bot.features.prompts.model import Prompt, Round
from bot.features.prompts.question_json import question_to_json
from bot.outbox import interpreter_items, request_store
from bot.outbox.interpreter_store import InterpreterItemKind
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop import anonymity
from bot.workshop.context import WorkshopContext


async def ask(
    context: WorkshopContext, question: Question, session: str, actor: Person, action: str = "prompt ask"
) -> Prompt:
    """Open a prompt; its message is not posted yet.

    Raises `PromptAlreadyAsked`, or `JustDone` if the same was asked a moment ago.
    """
    prompt = Prompt(question, session, context.now(), _end_of_day(context, session))

    def write(tx: Transaction) -> None:
        request_store.request(tx, context.id, _request_key(question), actor, prompt.opened_at)
        if not store.add(tx, context.id, prompt):
            raise PromptAlreadyAsked
        if question.by is AnsweredBy.PARTICIPANT:
            context.keys.key(_key_name(context, prompt))  # it is on the disk before anyone can answer
        if question.kind is PromptKind.ROUND:
            order = Round.start(each.code for each in context.workshop.administrations)
            store.save_round(tx, context.id, prompt.id, order)
        audit.record(tx, context.id, prompt.opened_at, actor, action, prompt.id)

    await context.write(write)
    return prompt


def _request_key(question: Question) -> str:
    """The key of a request, equal for equal questions.

    It ignores the prompt's id, which is new for each composed question.
    """
    return f"ask/{hashlib.sha256(question_to_json(replace(question, id='')).encode()).hexdigest()}"


async def compose(
    context: WorkshopContext,
    kind: PromptKind,
    by: AnsweredBy,
    typed: TypedQuestion,
    actor: Person,
    *,
    anonymous: bool,
) -> Prompt:
    """Ask a question that a facilitator has just written.

    Raises `BadQuestion` or `AnonymousByAdministration`, and `JustDone` as `ask`.
    """
    languages = context.workshop.languages
    compose_question("draft", kind, by, typed, languages, anonymous=anonymous)  # refuse it before looking for an id
    session = context.schedule.default(context.now()).id
    while True:
        question = compose_question(await _free_id(context), kind, by, typed, languages, anonymous=anonymous)
        try:
            return await ask(context, question, session, actor, "prompt compose")
        except PromptAlreadyAsked:
            continue  # another facilitator has just taken this id


async def _free_id(context: WorkshopContext) -> str:
    """`q1`, `q2`, …"""
    taken = {prompt.id for prompt in await all_prompts(context)}
    number = len(taken) + 1
    while (id := f"q{number}") in taken or context.workshop.question(id):
        number += 1
    return id


async def record_message(
    context: WorkshopContext, prompt: str, channel_id: int, message_id: int, posted_at: datetime
) -> None:
    """Record that the message was posted, and enqueue the question for the interpreters, once."""

    def write(tx: Transaction) -> None:
        found = store.find(tx, context.id, prompt)
        if found and found.message_id is None:
            interpreter_items.enqueue(context, tx, InterpreterItemKind.QUESTION, prompt, posted_at)
        store.set_message(tx, context.id, prompt, channel_id, message_id)

    await context.write(write)


async def find(context: WorkshopContext, prompt: str) -> Prompt:
    """The prompt of this id. Raises `UnknownPrompt`."""
    found = await context.read(store.find, context.id, prompt)
    if found is None:
        raise UnknownPrompt(prompt)
    return found


async def all_prompts(context: WorkshopContext) -> list[Prompt]:
    """Every question that was asked, the newest first."""
    return await context.read(store.all_prompts, context.id)


async def latest(context: WorkshopContext, *, open_only: bool) -> Prompt:
    """The newest open prompt; without one the newest of all, unless `open_only`. Raises `PromptNotOpen`."""
    prompts = await all_prompts(context)
    for prompt in prompts:
        if prompt.is_open:
            return prompt
    if open_only or not prompts:
        raise PromptNotOpen
    return prompts[0]


async def close(context: WorkshopContext, prompt: str, actor: Person) -> None:
    """Accept no more answers. Raises `UnknownPrompt`, or `PromptIsClosed` if it is closed already."""
    await find(context, prompt)

    def write(tx: Transaction) -> Prompt:
        found = store.find(tx, context.id, prompt)
        if found is None or not found.is_open:
            raise PromptIsClosed
        store.close(tx, context.id, prompt, context.now())
        anonymous_answer_store.shuffle(tx, context.id, prompt)
        audit.record(tx, context.id, context.now(), actor, "prompt close", prompt)
        return found

    await _destroy_key(context, await context.write(write))


async def discard(context: WorkshopContext, prompt: str, actor: Person) -> Prompt:
    """Delete a prompt that was asked by mistake, with its answers. It can be asked again. Raises `UnknownPrompt`."""
    discarded = await find(context, prompt)

    def write(tx: Transaction) -> None:
        store.delete(tx, context.id, prompt)
        request_store.release(tx, context.id, _request_key(discarded.question))
        audit.record(tx, context.id, context.now(), actor, "prompt close", prompt, "discard")

    await context.write(write)
    await _destroy_key(context, discarded)
    return discarded


async def close_due(context: WorkshopContext) -> None:
    """Close the prompts that stayed open until the end of their session's day."""
    for prompt in await context.read(store.open_prompts, context.id):
        if prompt.closes_at <= context.now():
            with suppress(UnknownPrompt, PromptIsClosed):  # someone has just closed or discarded it
                await close(context, prompt.id, audit.BOT)


async def next_closing(context: WorkshopContext) -> datetime | None:
    """When the next prompt closes automatically. None if no prompt is open."""
    still_open = await context.read(store.open_prompts, context.id)
    return still_open[0].closes_at if still_open else None


async def destroy_left_over_keys(context: WorkshopContext) -> None:
    """Destroy the keys of closed prompts. A crash between closing and destroying leaves one."""

    def left_over(tx: Transaction) -> list[str]:
        needed = [_key_name(context, prompt) for prompt in store.open_prompts(tx, context.id)]
        return anonymity.left_over_keys(context, anonymity.PROMPT, needed)

    names = await context.write(left_over)
    for name in names:
        context.keys.destroy(name)
    if names:
        await context.database.checkpoint()


async def _destroy_key(context: WorkshopContext, prompt: Prompt) -> None:
    context.keys.destroy(_key_name(context, prompt))
    await context.database.checkpoint()


def _key_name(context: WorkshopContext, prompt: Prompt) -> str:
    return anonymity.prompt_key_name(context, prompt.id, prompt.opened_at)


def _end_of_day(context: WorkshopContext, session: str) -> datetime:
    """Midnight after the session or after now, whichever is later, in the workshop's zone."""
    state = context.schedule[session]
    local = max(state.end, context.now()).astimezone(context.workshop.zone)
    return datetime.combine(local.date() + timedelta(days=1), time(), context.workshop.zone)
