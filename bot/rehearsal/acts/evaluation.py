"""The evaluations: most people fill them in, some in two steps."""

from functools import partial
from random import Random
from typing import Any

from bot.core.opening_times import evaluation_opens
from bot.core.programme import Evaluation, EvaluationQuestion, PromptKind
from bot.features.evaluations.model import questions_by_form
from bot.rehearsal.cast import Coordinator
from bot.rehearsal.play_context import PlayContext
from fakecord import Form, Response

PRIMARY = 1
"""The style of the button that leads to the next form."""


def add_actions(play: PlayContext) -> None:
    for evaluation in play.workshop.evaluations:
        opens = evaluation_opens(play.timeline.schedule, evaluation)
        length = evaluation.closes - opens
        for coordinator in play.cast.present():
            if play.rng.random() < 0.85:
                at = opens + length * play.rng.uniform(0.01, 0.2)
                stops = play.rng.random() < 0.2
                play.timeline.add(at, partial(fill_in, play, coordinator, evaluation, play.new_rng(), stops=stops))
                if stops:
                    later = opens + length * play.rng.uniform(0.5, 0.9)
                    play.timeline.add(later, partial(fill_in, play, coordinator, evaluation, play.new_rng()))


async def fill_in(
    play: PlayContext, coordinator: Coordinator, evaluation: Evaluation, rng: Random, *, stops: bool = False
) -> None:
    """Fill in the remaining forms; with `stops` only one of them."""
    exchange = await play.run_command(coordinator.person, "evaluate")
    while exchange and exchange.form:
        sent = await _send(play, coordinator, evaluation, exchange.form, rng)
        if stops or sent is None or sent.reply is None or sent.reply.buttons[0]["style"] != PRIMARY:
            return
        exchange = await play.press(coordinator.person, sent.reply, 0)


async def _send(
    play: PlayContext, coordinator: Coordinator, evaluation: Evaluation, form: Form, rng: Random
) -> Response | None:
    number = int(form.custom_id.rpartition(":")[2])
    questions = questions_by_form(evaluation)[number]
    answers = {question.id: _answer(play, coordinator, question, rng) for question in questions}
    sent = await play.submit(coordinator.person, form, {q.id: _form_value(q, answers[q.id]) for q in questions})
    if sent:
        for question, answer in answers.items():
            play.expectations.evaluation_answers[evaluation.id, coordinator.name, question] = answer
    return sent


def _answer(play: PlayContext, coordinator: Coordinator, question: EvaluationQuestion, rng: Random) -> object:
    """A value, a text, or options joined by `;`, as they are exported."""
    if question.kind is PromptKind.SCALE:
        return rng.choice([3, 4, 4, 5, 5])
    if question.kind is PromptKind.OPEN:
        return play.words.answer(question.id, coordinator.language, kind="evaluation")
    ids = [option.id for option in question.options]
    picked = rng.sample(ids, rng.randint(1, len(ids)) if question.kind is PromptKind.MULTIPLE else 1)
    return ";".join(id for id in ids if id in picked)


def _form_value(question: EvaluationQuestion, value: object) -> Any:
    return str(value).split(";") if question.kind is PromptKind.MULTIPLE else str(value)
