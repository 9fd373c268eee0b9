"""Questions put to the room: asked, found again, closed, discarded."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from bot.core.instants import parse_utc
from bot.core.programme import AnsweredBy, Option, PromptKind, Question, Scale
from bot.features.prompts import answer_store as answers
from bot.features.prompts import round_store as rounds
from bot.features.prompts import store as kept
from bot.features.prompts.errors import PromptAlreadyAsked, PromptIsClosed, PromptNotOpen, UnknownPrompt
from bot.features.prompts.model import Written, improvise
from bot.features.prompts.round_model import Round
from bot.outbox import interpreter_items as readings
from bot.storage import audit
from bot.storage.transaction import Row, Transaction
from bot.workshop import anonymity
from bot.workshop.context import WorkshopContext

AUTOMATIC = "atelier"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question that was put, and where it stands."""

    question: Question
    session: str
    opened_at: datetime
    closed_at: datetime | None
    channel_id: int | None
    message_id: int | None

    @property
    def id(self) -> str:
        return self.question.id

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def key(self, context: WorkshopContext) -> str:
        """The name of its key, if it is anonymous."""
        return anonymity.prompt_key(context, self.id, self.opened_at)


async def ask(
    context: WorkshopContext, question: Question, session: str, actor: str, action: str = "prompt ask"
) -> Prompt:
    """Put `question` to the room; `PromptAlreadyAsked` where it was. Its message is yet to be posted."""
    at = context.now()

    def write(tx: Transaction) -> None:
        added = kept.add(
            tx, context.id, question.id, session, definition_of(question), at, _end_of_day(context, session)
        )
        if not added:
            raise PromptAlreadyAsked
        if question.anonymous:
            anonymity.begin(context, anonymity.prompt_key(context, question.id, at))
        if question.kind is PromptKind.ROUND:
            order = Round.begun(a.code for a in context.workshop.administrations)
            rounds.save(tx, context.id, question.id, order)
        audit.record(tx, context.id, at, actor, action, question.id)

    await context.write(write)
    return await find(context, question.id)


async def compose(
    context: WorkshopContext, kind: PromptKind, by: AnsweredBy, written: Written, actor: str, *, anonymous: bool
) -> Prompt:
    """Put a question written on the spot. Raises `BadQuestion` or `AnonymousByAdministration`, with all of it."""
    languages = context.workshop.languages
    draft = improvise("draft", kind, by, written, languages, anonymous=anonymous)
    session = context.schedule.default(context.now()).id
    while True:
        question = improvise(await _free_id(context), draft.kind, by, written, languages, anonymous=anonymous)
        try:
            return await ask(context, question, session, actor, "prompt compose")
        except PromptAlreadyAsked:
            continue  # another facilitator took the number meanwhile


async def _free_id(context: WorkshopContext) -> str:
    taken = {prompt.id for prompt in await asked(context)}
    number = len(taken) + 1
    while (id := f"q{number}") in taken or context.workshop.question(id):
        number += 1
    return id


async def posted(context: WorkshopContext, prompt: str, channel: int, message: int, at: datetime) -> None:
    """Its message stands in that channel since then; the interpreters are to read it, once."""

    def write(tx: Transaction) -> None:
        row = kept.one_in(tx, context.id, prompt)
        if row and row["message_id"] is None:
            readings.enqueue_question(context, tx, prompt, at)
        kept.set_message(tx, context.id, prompt, channel, message)

    await context.write(write)


async def shown_closed(context: WorkshopContext, prompt: str) -> None:
    """Its message in the channel says that it is closed."""
    await context.write(kept.set_shown_closed, context.id, prompt)


async def closed_unshown(context: WorkshopContext) -> list[Prompt]:
    """Closed ones whose message does not say so yet."""
    return [prompt_of(row) for row in await context.read(kept.closed_unshown, context.id)]


async def find(context: WorkshopContext, prompt: str) -> Prompt:
    """The question as it stands; `UnknownPrompt` where it was never asked."""
    row = await context.read(kept.one, context.id, prompt)
    if row is None:
        raise UnknownPrompt(prompt)
    return prompt_of(row)


async def asked(context: WorkshopContext) -> list[Prompt]:
    """Every question put so far, the newest first."""
    return [prompt_of(row) for row in await context.read(kept.asked, context.id)]


async def latest(context: WorkshopContext, *, open_only: bool) -> Prompt:
    """The newest question, open ones first; `PromptNotOpen` where there is none."""
    found = await asked(context)
    still_open = [prompt for prompt in found if prompt.is_open]
    if still_open:
        return still_open[0]
    if open_only or not found:
        raise PromptNotOpen
    return found[0]


async def close(context: WorkshopContext, prompt: str, actor: str) -> Prompt:
    """No more answers; `PromptIsClosed` where it is closed already."""
    await find(context, prompt)

    def write(tx: Transaction) -> Prompt:
        row = kept.one_in(tx, context.id, prompt)
        if row is None or row["closed_at"]:
            raise PromptIsClosed
        closing = prompt_of(row)
        kept.close(tx, context.id, prompt, context.now())
        if closing.question.anonymous:
            _shuffle(context, tx, prompt)
        audit.record(tx, context.id, context.now(), actor, "prompt close", prompt)
        return closing

    closing = await context.write(write)
    await _forget_key(context, closing)
    return await find(context, prompt)


def _shuffle(context: WorkshopContext, tx: Transaction, prompt: str) -> None:
    many = answers.how_many(tx, context.id, prompt)
    answers.shuffle(tx, context.id, prompt, [(anonymity.fresh_id(), anonymity.fresh_token()) for _ in range(many)])


async def _forget_key(context: WorkshopContext, prompt: Prompt) -> None:
    if prompt.question.anonymous:
        anonymity.end(context, prompt.key(context))
        await context.database.settle()


async def discard(context: WorkshopContext, prompt: str, actor: str) -> Prompt:
    """Asked by mistake: it and its answers go; returns what it was. It may be asked again."""
    asked = await find(context, prompt)

    def write(tx: Transaction) -> None:
        kept.discard(tx, context.id, prompt)
        audit.record(tx, context.id, context.now(), actor, "prompt close", prompt, "discard")

    await context.write(write)
    await _forget_key(context, asked)
    return asked


async def close_due(context: WorkshopContext) -> None:
    """Close those that stayed open until the end of their session's day."""
    for row in await context.read(kept.open_until, context.id, context.now()):
        await close(context, row["prompt"], AUTOMATIC)


async def next_closing(context: WorkshopContext) -> datetime | None:
    return parse_utc(await context.read(kept.next_closing, context.id))


async def drop_left_over_keys(context: WorkshopContext) -> None:
    """Destroy the keys of questions no longer open: a crash at the wrong moment leaves one."""

    def left_over(tx: Transaction) -> list[str]:
        still_open = [prompt_of(row).key(context) for row in kept.still_open(tx, context.id)]
        return anonymity.left_over(context, anonymity.PROMPT, still_open)

    stale = await context.write(left_over)
    for name in stale:
        anonymity.end(context, name)
    if stale:
        await context.database.settle()


def _end_of_day(context: WorkshopContext, session: str) -> datetime:
    """Midnight, in the workshop's zone, after the session; never before its end."""
    state = context.schedule[session]
    local = max(state.end, context.now()).astimezone(context.workshop.zone)
    return datetime.combine(local.date() + timedelta(days=1), time(), context.workshop.zone)


def definition_of(question: Question) -> str:
    """The question as the database keeps it: the file may change, what was asked does not."""
    it: dict[str, Any] = {
        "id": question.id,
        "kind": question.kind.value,
        "text": dict(question.text),
        "by": question.by.value,
        "anonymous": question.anonymous,
        "max_length": question.max_length,
        "options": [{"id": option.id, "text": dict(option.text)} for option in question.options],
        "scale": question.scale and {"low": dict(question.scale.low), "high": dict(question.scale.high)},
    }
    return json.dumps(it, ensure_ascii=False)


def question_of(definition: str) -> Question:
    it = json.loads(definition)
    return Question(
        it["id"],
        PromptKind(it["kind"]),
        it["text"],
        AnsweredBy(it["by"]),
        it["anonymous"],
        it["max_length"],
        tuple(Option(option["id"], option["text"]) for option in it["options"]),
        it["scale"] and Scale(it["scale"]["low"], it["scale"]["high"]),
    )


def prompt_of(row: Row) -> Prompt:
    return Prompt(
        question_of(row["definition"]),
        row["session"],
        parse_utc(row["opened_at"]),
        parse_utc(row["closed_at"]),
        row["channel_id"],
        row["message_id"],
    )
