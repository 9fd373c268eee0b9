"""Every session: people sign in by the button or by command, some late, some again; facilitators look and extend."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from bot.core.schedule import SessionState
from bot.rehearsal.cast import Coordinator, Habit
from bot.rehearsal.playbill import Play
from bot.rehearsal.roll import Seen
from fakecord import Message

ON_TIME = timedelta(minutes=8)


def cue(play: Play) -> None:
    for state in filter(lambda it: it.is_held, play.director.schedule.in_order()):
        others = play.by_other_ways.get(state.id, set())
        for it in (each for each in play.cast.present() if each.name not in others):
            play.director.cue(
                state.start + _delay(play, it, state), partial(_sign_in, play, it, state.id, play.rng.random() < 0.85)
            )
        play.director.cue(state.start + timedelta(minutes=15), partial(_look, play, play.some(play.cast.present(), 2)))


def _delay(play: Play, it: Coordinator, state: SessionState) -> timedelta:
    if it.habit is Habit.LATE:
        return play.workshop.attendance.late_after + timedelta(minutes=play.rng.randint(2, 8))
    return timedelta(minutes=play.rng.randint(1, int(ON_TIME.total_seconds() // 60)))


async def _sign_in(play: Play, it: Coordinator, session: str, by_button: bool) -> None:
    message = await play.awaits(it.person, f"the button to sign in to {session}", lambda: _opening(play, it))
    if message is None:
        return
    at = play.stage.clock.now()
    pressed = play.presses(it.person, message, "signin") if by_button else play.does(it.person, "checkin")
    if await pressed:
        play.book.roll.note(session, it.name, Seen("button", at, slack=play.stage.clock.now() - at))
        play.present.setdefault(session, set()).add(it.name)


def _opening(play: Play, it: Coordinator) -> Message | None:
    """The last announcement she sees with a button to sign in."""
    for channel in play.announcement_channels(it.language):
        for message in reversed(it.person.sees(channel)):
            if any(button.get("custom_id") == "signin" for button in message.buttons):
                return message
    return None


async def _look(play: Play, some: list[Coordinator]) -> None:
    await play.does(play.cast.facilitator, "session status")
    for it in some:
        await play.does(it.person, "now")
        await play.does(it.person, "me")
