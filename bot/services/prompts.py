"""Questions put to the room: asked, answered, changed, closed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from bot.domain.errors import (
    NotAnOption,
    PromptAlreadyAsked,
    PromptClosed,
    PromptNotOpen,
    TextEmpty,
    TextTooLong,
    UnknownPrompt,
)
from bot.domain.instants import read
from bot.domain.programme import AnsweredBy, Option, PromptKind, Question, Scale
from bot.services.people import Participant
from bot.services.room import Room
from bot.storage import audit
from bot.storage import prompts as kept
from bot.storage.database import Row

WRITTEN = frozenset({PromptKind.OPEN, PromptKind.ROUND})
"""Kinds answered in words."""


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


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; `name` and `administration` are None where the question is anonymous."""

    name: str | None
    administration: str | None
    options: tuple[str, ...]
    value: int | None
    text: str | None

    @classmethod
    def of(cls, row: Row) -> Answer:
        options = tuple(row["option_ids"].split(";")) if row["option_ids"] else ()
        return cls(row["name"], row["administration"], options, row["value"], row["text"])


async def ask(room: Room, question: Question, session: str, actor: str) -> Prompt:
    """Put `question` to the room; `PromptAlreadyAsked` where it was. Its message is yet to be posted."""
    if await kept.one(room.database, room.id, question.id):
        raise PromptAlreadyAsked
    async with room.database.transaction() as tx:
        await kept.add(
            tx, room.id, question.id, session, definition_of(question), room.now(), _end_of_day(room, session)
        )
        await audit.record(tx, room.id, room.now(), actor, "prompt ask", question.id)
    room.changed()
    return await find(room, question.id)


async def posted(room: Room, prompt: str, channel: int, message: int) -> None:
    async with room.database.transaction() as tx:
        await kept.set_message(tx, room.id, prompt, channel, message)


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


async def answer(
    room: Room,
    prompt: str,
    who: Participant,
    *,
    text: str | None = None,
    options: Iterable[str] = (),
    value: int | None = None,
) -> bool:
    """Keep an answer, in place of the earlier one; True where there was one.

    Raises `PromptClosed` with the text, `TextTooLong`, `TextEmpty`, `NotAnOption`.
    """
    asked = await find(room, prompt)
    if not asked.is_open:
        raise PromptClosed(text)
    _check(asked.question, text, options, value)
    async with room.database.transaction() as tx:
        return await kept.save_answer(
            tx,
            room.id,
            prompt,
            _answerer(asked.question, who),
            participant=who.id,
            administration=who.administration,
            language=who.language,
            at=room.now(),
            option_ids=options,
            value=value,
            text=text,
        )


def _check(question: Question, text: str | None, options: Iterable[str], value: int | None) -> None:
    if question.kind in WRITTEN:
        if not text or not text.strip():
            raise TextEmpty(text)
        if len(text) > question.max_length:
            raise TextTooLong(question.max_length, text)
    elif question.kind is PromptKind.SCALE:
        if value is None or not 1 <= value <= 5:
            raise NotAnOption
    else:
        chosen, known = list(options), {option.id for option in question.options}
        if not chosen or not known.issuperset(chosen) or (question.kind is PromptKind.CHOICE and len(chosen) > 1):
            raise NotAnOption


def _answerer(question: Question, who: Participant) -> str:
    return f"a:{who.administration}" if question.by is AnsweredBy.ADMINISTRATION else f"p:{who.id}"


async def own_answer(room: Room, prompt: Prompt, who: Participant) -> Answer | None:
    """What `who`, or their delegation, answered so far."""
    row = await kept.answer_of(room.database, room.id, prompt.id, _answerer(prompt.question, who))
    return Answer.of(row) if row else None


async def answers(room: Room, prompt: str) -> list[Answer]:
    return [Answer.of(row) for row in await kept.answers(room.database, room.id, prompt)]


async def counts(room: Room, prompt: str) -> tuple[int, int]:
    """How many answers, from how many administrations."""
    return await kept.counts(room.database, room.id, prompt)


async def close(room: Room, prompt: str, actor: str) -> Prompt:
    """No more answers; `PromptNotOpen` where it is closed already."""
    asked = await find(room, prompt)
    if not asked.is_open:
        raise PromptNotOpen
    async with room.database.transaction() as tx:
        await kept.close(tx, room.id, prompt, room.now())
        await audit.record(tx, room.id, room.now(), actor, "prompt close", prompt)
    room.changed()
    return await find(room, prompt)


async def discard(room: Room, prompt: str, actor: str) -> Prompt:
    """Asked by mistake: it and its answers go; returns what it was. It may be asked again."""
    asked = await find(room, prompt)
    async with room.database.transaction() as tx:
        await kept.discard(tx, room.id, prompt)
        await audit.record(tx, room.id, room.now(), actor, "prompt close", prompt, "discard")
    room.changed()
    return asked


async def close_due(room: Room) -> None:
    """Close those that stayed open until the end of their session's day."""
    for row in await kept.open_until(room.database, room.id, room.now()):
        await close(room, row["prompt"], "atelier")


async def next_closing(room: Room) -> datetime | None:
    row = await room.database.row(
        "select min(closes_at) as at from prompts where workshop = ? and closed_at is null", (room.id,)
    )
    return read(row["at"]) if row else None


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
