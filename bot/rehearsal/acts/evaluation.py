"""The evaluations: most fill them in, some in two goes, some change their mind."""

from __future__ import annotations

from functools import partial
from random import Random
from typing import Any

from bot.core.opening_times import evaluation_opens
from bot.core.programme import Evaluation, EvaluationQuestion, PromptKind
from bot.features.evaluations.model import questions_by_form
from bot.rehearsal.cast import Coordinator
from bot.rehearsal.lines import ANSWERS, say
from bot.rehearsal.playbill import Play
from fakecord import Form, Response

GO_ON = 1
"""The style of a button that leads on: the primary one."""


def cue(play: Play) -> None:
    for evaluation in play.workshop.evaluations:
        opens = evaluation_opens(play.director.schedule, evaluation)
        length = evaluation.closes - opens
        for it in play.cast.present():
            if play.rng.random() < 0.85:
                at = opens + length * play.rng.uniform(0.01, 0.2)
                stops = play.rng.random() < 0.2
                play.director.cue(at, partial(_fill_in, play, it, evaluation, play.dice(), stops))
                if stops:
                    later = opens + length * play.rng.uniform(0.5, 0.9)
                    play.director.cue(later, partial(_fill_in, play, it, evaluation, play.dice(), False))


async def _fill_in(play: Play, it: Coordinator, evaluation: Evaluation, dice: Random, stops: bool) -> None:
    """From where she left off to the end; or one form only, where she `stops`."""
    exchange = await play.does(it.person, "evaluate")
    while exchange and exchange.form:
        sent = await _send(play, it, evaluation, exchange.form, dice)
        if stops or sent is None or sent.reply is None or sent.reply.buttons[0]["style"] != GO_ON:
            return
        exchange = await play.presses(it.person, sent.reply, 0)


async def _send(play: Play, it: Coordinator, evaluation: Evaluation, form: Form, dice: Random) -> Response | None:
    number = int(form.custom_id.rpartition(":")[2])
    questions = questions_by_form(evaluation)[number]
    said = {question.id: _opinion(it, question, dice) for question in questions}
    sent = await play.submits(it.person, form, {q.id: _entered(q, said[q.id]) for q in questions})
    if sent:
        play.book.opinions |= {(evaluation.id, it.name, id): value for id, value in said.items()}
    return sent


def _opinion(it: Coordinator, question: EvaluationQuestion, dice: Random) -> object:
    """A value, a text, or the options picked, as the export has them."""
    if question.kind is PromptKind.SCALE:
        return dice.choice([3, 4, 4, 5, 5])
    if question.kind is PromptKind.OPEN:
        return say(ANSWERS, it.language, dice)
    ids = [option.id for option in question.options]
    picked = dice.sample(ids, dice.randint(1, len(ids)) if question.kind is PromptKind.MULTIPLE else 1)
    return ";".join(id for id in ids if id in picked)


def _entered(question: EvaluationQuestion, value: object) -> Any:
    return str(value).split(";") if question.kind is PromptKind.MULTIPLE else str(value)
