"""Questions put to the room: asked, found again, closed, discarded."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

import aiosqlite

from bot.core.errors import PromptAlreadyAsked, PromptIsClosed, PromptNotOpen, UnknownPrompt
from bot.core.instants import read
from bot.core.programme import AnsweredBy, Option, PromptKind, Question, Scale
from bot.features.prompts import answer_store as answers
from bot.features.prompts import round_store as rounds
from bot.features.prompts import store as kept
from bot.features.prompts.model import Written, improvise
from bot.features.prompts.round_model import Round
from bot.outbox import interpreter_items as readings
from bot.storage import audit
from bot.storage.database import Row
from bot.workshop import anonymity
from bot.workshop.context import Room

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

    def key(self, room: Room) -> str:
        """The name of its key, if it is anonymous."""
        return anonymity.prompt_key(room, self.id, self.opened_at)


async def ask(room: Room, question: Question, session: str, actor: str, action: str = "prompt ask") -> Prompt:
    """Put `question` to the room; `PromptAlreadyAsked` where it was. Its message is yet to be posted."""
    at = room.now()
    async with room.database.transaction() as tx:
        added = await kept.add(
            tx, room.id, question.id, session, definition_of(question), at, _end_of_day(room, session)
        )
        if not added:
            raise PromptAlreadyAsked
        if question.anonymous:
            anonymity.begin(room, anonymity.prompt_key(room, question.id, at))
        if question.kind is PromptKind.ROUND:
            order = Round.begun(a.code for a in room.workshop.administrations)
            await rounds.save(tx, room.id, question.id, order)
        await audit.record(tx, room.id, at, actor, action, question.id)
    room.changed()
    return await find(room, question.id)


async def compose(
    room: Room, kind: PromptKind, by: AnsweredBy, written: Written, actor: str, *, anonymous: bool
) -> Prompt:
    """Put a question written on the spot. Raises `BadQuestion` or `AnonymousByAdministration`, with all of it."""
    languages = room.workshop.languages
    draft = improvise("draft", kind, by, written, languages, anonymous=anonymous)
    session = room.schedule.default(room.now()).id
    while True:
        question = improvise(await _free_id(room), draft.kind, by, written, languages, anonymous=anonymous)
        try:
            return await ask(room, question, session, actor, "prompt compose")
        except PromptAlreadyAsked:
            continue  # another facilitator took the number meanwhile


async def _free_id(room: Room) -> str:
    taken = {prompt.id for prompt in await asked(room)}
    number = len(taken) + 1
    while (id := f"q{number}") in taken or room.workshop.question(id):
        number += 1
    return id


async def posted(room: Room, prompt: str, channel: int, message: int, at: datetime) -> None:
    """Its message stands in that channel since then; the interpreters are to read it, once."""
    async with room.database.transaction() as tx:
        row = await kept.one_in(tx, room.id, prompt)
        if row and row["message_id"] is None:
            await readings.asked(room, tx, prompt, at)
        await kept.set_message(tx, room.id, prompt, channel, message)


async def shown_closed(room: Room, prompt: str) -> None:
    """Its message in the channel says that it is closed."""
    async with room.database.transaction() as tx:
        await kept.set_shown_closed(tx, room.id, prompt)


async def closed_unshown(room: Room) -> list[Prompt]:
    """Closed ones whose message does not say so yet."""
    return [prompt_of(row) for row in await kept.closed_unshown(room.database, room.id)]


async def find(room: Room, prompt: str) -> Prompt:
    """The question as it stands; `UnknownPrompt` where it was never asked."""
    row = await kept.one(room.database, room.id, prompt)
    if row is None:
        raise UnknownPrompt(prompt)
    return prompt_of(row)


async def asked(room: Room) -> list[Prompt]:
    """Every question put so far, the newest first."""
    return [prompt_of(row) for row in await kept.asked(room.database, room.id)]


async def latest(room: Room, *, open_only: bool) -> Prompt:
    """The newest question, open ones first; `PromptNotOpen` where there is none."""
    found = await asked(room)
    still_open = [prompt for prompt in found if prompt.is_open]
    if still_open:
        return still_open[0]
    if open_only or not found:
        raise PromptNotOpen
    return found[0]


async def close(room: Room, prompt: str, actor: str) -> Prompt:
    """No more answers; `PromptIsClosed` where it is closed already."""
    await find(room, prompt)
    async with room.database.transaction() as tx:
        row = await kept.one_in(tx, room.id, prompt)
        if row is None or row["closed_at"]:
            raise PromptIsClosed
        closing = prompt_of(row)
        await kept.close(tx, room.id, prompt, room.now())
        if closing.question.anonymous:
            await _shuffle(room, tx, prompt)
        await audit.record(tx, room.id, room.now(), actor, "prompt close", prompt)
    await _forget_key(room, closing)
    room.changed()
    return await find(room, prompt)


async def _shuffle(room: Room, tx: aiosqlite.Connection, prompt: str) -> None:
    many = await answers.how_many(tx, room.id, prompt)
    await answers.shuffle(tx, room.id, prompt, [(anonymity.fresh_id(), anonymity.fresh_token()) for _ in range(many)])


async def _forget_key(room: Room, prompt: Prompt) -> None:
    if prompt.question.anonymous:
        anonymity.end(room, prompt.key(room))
        await room.database.settle()


async def discard(room: Room, prompt: str, actor: str) -> Prompt:
    """Asked by mistake: it and its answers go; returns what it was. It may be asked again."""
    asked = await find(room, prompt)
    async with room.database.transaction() as tx:
        await kept.discard(tx, room.id, prompt)
        await audit.record(tx, room.id, room.now(), actor, "prompt close", prompt, "discard")
    await _forget_key(room, asked)
    room.changed()
    return asked


async def close_due(room: Room) -> None:
    """Close those that stayed open until the end of their session's day."""
    for row in await kept.open_until(room.database, room.id, room.now()):
        await close(room, row["prompt"], AUTOMATIC)


async def next_closing(room: Room) -> datetime | None:
    return read(await kept.next_closing(room.database, room.id))


async def drop_left_over_keys(room: Room) -> None:
    """Destroy the keys of questions no longer open: a crash at the wrong moment leaves one."""
    async with room.database.transaction() as tx:
        still_open = [prompt_of(row).key(room) for row in await kept.still_open(tx, room.id)]
        stale = anonymity.left_over(room, anonymity.PROMPT, still_open)
    for name in stale:
        anonymity.end(room, name)
    if stale:
        await room.database.settle()


def _end_of_day(room: Room, session: str) -> datetime:
    """Midnight, in the workshop's zone, after the session; never before its end."""
    slot = room.schedule[session]
    local = max(slot.end, room.now()).astimezone(room.workshop.zone)
    return datetime.combine(local.date() + timedelta(days=1), time(), room.workshop.zone)


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
        read(row["opened_at"]),
        read(row["closed_at"]),
        row["channel_id"],
        row["message_id"],
    )
