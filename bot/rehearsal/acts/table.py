"""The round of the table: the facilitator gives each administration its turn, and one passes."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from bot.core.programme import PromptKind
from bot.rehearsal.acts.prompts import moments
from bot.rehearsal.playbill import Play
from fakecord import Message

TURN = timedelta(seconds=15)
PACE = 20.0
"""The message is edited once in five seconds at most: those the play need not sit through."""


def cue(play: Play) -> None:
    for question, at, length in moments(play):
        if question.kind is PromptKind.ROUND:
            codes = [administration.code for administration in play.workshop.administrations]
            turn = min(TURN, (length - timedelta(minutes=3)) / len(codes))
            passes = play.rng.choice(codes)
            for number, code in enumerate(codes):
                when: datetime = at + timedelta(minutes=1) + turn * number
                play.director.cue(when, partial(_next, play, question.id, code, code == passes), PACE)
            play.director.cue(at + length - timedelta(minutes=2), partial(_complete, play, question.id), PACE)


async def _next(play: Play, question: str, code: str, passes: bool) -> None:
    button = f"prompt:{'pass' if passes else 'next'}:{question}:{code}"
    facilitator = play.cast.facilitator
    message = await play.awaits(facilitator, f"the turn of {code}", lambda: _with(play, button))
    if message:
        await play.presses(facilitator, message, button)


def _with(play: Play, button: str) -> Message | None:
    for message in reversed(play.cast.facilitator.sees(play.channel("plenary"))):
        if any(each.get("custom_id") == button for each in message.buttons):
            return message
    return None


async def _complete(play: Play, question: str) -> None:
    """All have had their turn: only the button to answer is left."""

    def complete() -> Message | None:
        message = _with(play, f"prompt:answer:{question}")
        return message if message and len(message.buttons) == 1 else None

    await play.awaits(play.cast.facilitator, f"that the round {question} is complete", complete)
