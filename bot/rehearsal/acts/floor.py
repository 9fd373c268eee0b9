"""The floor: some ask for it with the button and some by command, one withdraws, the facilitator gives it in order."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from bot.core.schedule import SessionState
from bot.rehearsal.cast import Coordinator
from bot.rehearsal.playbill import Play
from fakecord import Message

ASKING = 4
EVERY = timedelta(seconds=30)


def cue(play: Play) -> None:
    """In the second session of each day, where there is one: after people came, before it ends."""
    for day in play.workshop.days:
        states = [state for state in play.director.schedule.on_day(day) if state.is_held]
        if len(states) > 1:
            _cue_one(play, states[1])


def _cue_one(play: Play, state: SessionState) -> None:
    begins = state.start + min(timedelta(minutes=12), (state.end - state.start) / 3)
    asking = play.some(play.cast.present(), ASKING)
    play.director.cue(begins, partial(_open, play))
    for number, it in enumerate(asking):
        play.director.cue(begins + EVERY * (number + 1), partial(_ask, play, it, by_button=number % 2 == 0))
    given = begins + EVERY * (ASKING + 1)
    for it in asking[1:2]:
        play.director.cue(given, partial(_withdraw, play, it))
    for number, it in enumerate([*asking[:1], *asking[2:]]):
        play.director.cue(given + EVERY * (number + 1), partial(_give, play, it))
    play.director.cue(given + EVERY * (ASKING + 1), partial(_close, play))


async def _open(play: Play) -> None:
    await play.does(play.cast.facilitator, "session floor", action="open")


async def _ask(play: Play, it: Coordinator, *, by_button: bool) -> None:
    if not by_button:
        await play.does(it.person, "floor request")
        return
    panel = await play.awaits(it.person, "the floor's panel", lambda: _panel(play, it, "floor:request"))
    if panel:
        await play.presses(it.person, panel, "floor:request")


async def _withdraw(play: Play, it: Coordinator) -> None:
    await play.does(it.person, "floor withdraw")
    await play.does(it.person, "floor list")


async def _give(play: Play, it: Coordinator) -> None:
    """It is `it`'s turn, and the room is told so."""
    await play.does(play.cast.facilitator, "session floor", action="next")

    def called() -> Message | None:
        for message in play.cast.facilitator.sees(play.channel("plenary"))[-5:]:
            if it.person.user in message.pinged_users:
                return message
        return None

    await play.awaits(play.cast.facilitator, f"that {it.name} has the floor", called)


async def _close(play: Play) -> None:
    await play.does(play.cast.facilitator, "session floor", action="next")
    await play.does(play.cast.facilitator, "session floor", action="close")


def _panel(play: Play, it: Coordinator, button: str) -> Message | None:
    for message in reversed(it.person.sees(play.channel("plenary"))):
        if any(each.get("custom_id") == button for each in message.buttons):
            return message
    return None
