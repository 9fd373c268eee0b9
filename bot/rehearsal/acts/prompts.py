"""Questions: the facilitator asks those of each session, the room answers, some change their mind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from random import Random

from bot.core.programme import AnsweredBy, PromptKind, Question
from bot.rehearsal.cast import Coordinator
from bot.rehearsal.lines import ANSWERS, say
from bot.rehearsal.playbill import Play
from fakecord import Message

FIRST = timedelta(minutes=10)
"""How long after a session's start its first question is put."""
WRITTEN = (PromptKind.OPEN, PromptKind.ROUND)


def cue(play: Play) -> None:
    for question, at, length in moments(play):
        _cue_one(play, question, at, length)


def moments(play: Play) -> Iterator[tuple[Question, datetime, timedelta]]:
    """When each question is put, and for how long."""
    for state in filter(lambda it: it.is_held, play.director.schedule.in_order()):
        prompts = state.session.prompts
        each = (state.end - state.start - FIRST - timedelta(minutes=2)) / max(len(prompts), 1)
        for number, question in enumerate(prompts):
            yield question, state.start + FIRST + each * number, each


def _cue_one(play: Play, question: Question, at: datetime, length: timedelta) -> None:
    play.director.cue(at, partial(_ask, play, question))
    minutes = max(int(length.total_seconds() // 60) - 3, 1)
    for it in _those_who_answer(play, question):
        when = at + timedelta(minutes=1 + play.rng.randrange(minutes))
        play.director.cue(when, partial(_answer, play, it, question, play.dice()))
        if not question.anonymous and play.rng.random() < 0.1:
            play.director.cue(at + length - timedelta(minutes=2), partial(_answer, play, it, question, play.dice()))
    play.director.cue(at + length - timedelta(minutes=1), partial(_close, play, question))


def _those_who_answer(play: Play, question: Question) -> list[Coordinator]:
    if question.by is AnsweredBy.ADMINISTRATION:
        return play.cast.leads()
    return [it for it in play.cast.present() if play.rng.random() < 0.9]


async def _ask(play: Play, question: Question) -> None:
    await play.does(play.cast.facilitator, "prompt ask", prompt=question.id)


def _message(play: Play, it: Coordinator, question: Question) -> Message | None:
    for message in reversed(it.person.sees(play.channel("plenary"))):
        ids = [str(part.get("custom_id", "")) for part in (*message.buttons, *message.selects)]
        if any(question.id in id.split(":") for id in ids):
            return message
    return None


async def _answer(play: Play, it: Coordinator, question: Question, dice: Random) -> None:
    message = await play.awaits(it.person, f"the question {question.id}", lambda: _message(play, it, question))
    if message is None:
        return
    answer = await _give(play, it, question, message, dice)
    if answer is not None:
        who = it.administration.code if question.by is AnsweredBy.ADMINISTRATION else it.name
        play.book.answers[question.id, who] = answer
        play.answered += 1


async def _give(play: Play, it: Coordinator, question: Question, message: Message, dice: Random) -> object:
    """Answer in whichever way the question is answered; what was said, or None where it was refused."""
    if question.kind in WRITTEN:
        opened = await play.presses(it.person, message, 0)
        text = say(ANSWERS, it.language, dice)[: question.max_length]
        if opened and opened.form and await play.submits(it.person, opened.form, {"text": text}):
            return text
        return None
    if question.kind is PromptKind.SCALE:
        value = dice.choice([2, 3, 4, 4, 5, 5])
        return value if await play.presses(it.person, message, value - 1) else None
    ids = [option.id for option in question.options]
    most = min(len(ids), 3) if question.kind is PromptKind.MULTIPLE else 1
    chosen = dice.sample(ids, dice.randint(1, most))
    picked = [id for id in ids if id in chosen]
    return ";".join(picked) if await play.chooses(it.person, message, picked) else None


async def _close(play: Play, question: Question) -> None:
    await play.does(play.cast.facilitator, "prompt close", prompt=question.id)
    await play.does(play.cast.facilitator, "prompt results", prompt=question.id, publish=True)
