"""The round of the table: the facilitator calls each administration in turn, and skips one."""

from datetime import datetime, timedelta
from functools import partial

from bot.core.programme import PromptKind
from bot.rehearsal.acts.prompts import prompt_times
from bot.rehearsal.play_context import PlayContext
from fakecord import Message

TURN = timedelta(seconds=15)
"""The length of a turn, shorter where there are many administrations."""
FAST = 20.0
"""The clock's speed: the bot edits its message once in five seconds at most, and the rehearsal waits for it."""


def add_actions(play: PlayContext) -> None:
    for question, at, length in prompt_times(play):
        if question.kind is PromptKind.ROUND:
            codes = [administration.code for administration in play.workshop.administrations]
            turn = min(TURN, (length - timedelta(minutes=3)) / len(codes))
            passes = play.rng.choice(codes)
            for number, code in enumerate(codes):
                start: datetime = at + timedelta(minutes=1) + turn * number
                play.timeline.add(start, partial(_next, play, question.id, code, code == passes), FAST)
            play.timeline.add(at + length - timedelta(minutes=2), partial(_complete, play, question.id), FAST)


async def _next(play: PlayContext, question: str, code: str, passes: bool) -> None:
    button = f"prompt:{'pass' if passes else 'next'}:{question}:{code}"
    facilitator = play.cast.facilitator
    message = await play.wait_for_message(facilitator, f"the turn of {code}", lambda: _find_message(play, button))
    if message:
        await play.press(facilitator, message, button)


def _find_message(play: PlayContext, button: str) -> Message | None:
    return play.find_message(play.cast.facilitator, play.channel("plenary"), button.__eq__)


async def _complete(play: PlayContext, question: str) -> None:
    """Check that after all turns only the button to answer is left."""

    def complete() -> Message | None:
        message = _find_message(play, f"prompt:answer:{question}")
        return message if message and len(message.buttons) == 1 else None

    await play.wait_for_message(play.cast.facilitator, f"that the round {question} is complete", complete)
