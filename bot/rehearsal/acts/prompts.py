"""Prompts: the facilitator asks the questions of each session, people answer, some change their answer."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from random import Random

from bot.core.programme import AnsweredBy, PromptKind, Question
from bot.rehearsal.cast import Coordinator
from bot.rehearsal.play_context import PlayContext
from fakecord import Message

FIRST_PROMPT_AFTER = timedelta(minutes=10)
"""How long after a session's start its first prompt opens."""
WRITE, CHOOSE = 0.55, 0.9
"""How many of the people answer a question in writing, and how many one with a choice or a scale."""
WRITTEN_KINDS = (PromptKind.OPEN, PromptKind.ROUND)


def add_actions(play: PlayContext) -> None:
    for question, at, length in prompt_times(play):
        _add_prompt(play, question, at, length)


def prompt_times(play: PlayContext) -> Iterator[tuple[Question, datetime, timedelta]]:
    """Each prompt of the workshop, its opening time and its length."""
    for state in (state for state in play.timeline.schedule.in_order() if state.is_held):
        prompts = state.session.prompts
        each = (state.end - state.start - FIRST_PROMPT_AFTER - timedelta(minutes=2)) / max(len(prompts), 1)
        for number, question in enumerate(prompts):
            yield question, state.start + FIRST_PROMPT_AFTER + each * number, each


def _add_prompt(play: PlayContext, question: Question, at: datetime, length: timedelta) -> None:
    play.timeline.add(at, partial(play.run_command, play.cast.facilitator, "prompt ask", prompt=question.id))
    minutes = max(int(length.total_seconds() // 60) - 3, 1)
    for coordinator in _who_answers(play, question):
        when = at + timedelta(minutes=1 + play.rng.randrange(minutes))
        _add_answer(play, question, coordinator, when)
        if not question.anonymous and play.rng.random() < 0.1:
            again = at + length - timedelta(minutes=2)
            _add_answer(play, question, coordinator, again)
    play.timeline.add(at + length - timedelta(minutes=1), partial(_close, play, question))


def _add_answer(play: PlayContext, question: Question, coordinator: Coordinator, at: datetime) -> None:
    written = question.kind in WRITTEN_KINDS
    text = play.words.answer(question.id, coordinator.language)[: question.max_length] if written else ""
    play.timeline.add(at, partial(_answer, play, coordinator, question, text, play.new_rng()))


def _who_answers(play: PlayContext, question: Question) -> list[Coordinator]:
    if question.by is AnsweredBy.ADMINISTRATION:
        return play.cast.leads()
    share = WRITE if question.kind in WRITTEN_KINDS else CHOOSE
    return [c for c in play.cast.present() if play.rng.random() < share]


async def _answer(play: PlayContext, coordinator: Coordinator, question: Question, text: str, rng: Random) -> None:
    def find() -> Message | None:
        channel = play.channel("plenary")
        return play.find_message(coordinator.person, channel, lambda custom_id: question.id in custom_id.split(":"))

    message = await play.wait_for_message(coordinator.person, f"the question {question.id}", find)
    if message is None:
        return
    answer = await _give(play, coordinator, question, message, text, rng)
    if answer is not None:
        who = coordinator.administration.code if question.by is AnsweredBy.ADMINISTRATION else coordinator.name
        play.expectations.answers[question.id, who] = answer


async def _give(
    play: PlayContext, coordinator: Coordinator, question: Question, message: Message, text: str, rng: Random
) -> object:
    """Answer with `text`, a button or a menu. Returns the answer as it is exported, None if the bot refused it."""
    if question.kind in WRITTEN_KINDS:
        opened = await play.press(coordinator.person, message, 0)
        if opened and opened.form and await play.submit(coordinator.person, opened.form, {"text": text}):
            return text
        return None
    if question.kind is PromptKind.SCALE:
        value = rng.choice([2, 3, 4, 4, 5, 5])
        return value if await play.press(coordinator.person, message, value - 1) else None
    ids = [option.id for option in question.options]
    most = min(len(ids), 3) if question.kind is PromptKind.MULTIPLE else 1
    chosen = rng.sample(ids, rng.randint(1, most))
    picked = [id for id in ids if id in chosen]
    return ";".join(picked) if await play.choose(coordinator.person, message, picked) else None


async def _close(play: PlayContext, question: Question) -> None:
    await play.run_command(play.cast.facilitator, "prompt close", prompt=question.id)
    await play.run_command(play.cast.facilitator, "prompt results", prompt=question.id, publish=True)
