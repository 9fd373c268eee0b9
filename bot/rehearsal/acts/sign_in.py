"""In every session people sign in by button or command, some of them late; the facilitator looks at the status."""

from datetime import timedelta
from functools import partial

from bot.core.schedule import SessionState
from bot.rehearsal.acts.shown_code import read_code
from bot.rehearsal.cast import Coordinator, Habit
from bot.rehearsal.play_context import PlayContext
from fakecord import Message, Person

ON_TIME = timedelta(minutes=8)
"""Punctual people sign in within this time after the start."""
EARLIEST_OPENING = timedelta(minutes=15)
"""How long before its planned start a session's opening may be posted."""


def add_actions(play: PlayContext) -> None:
    for state in play.timeline.schedule.in_order():
        if state.is_held:
            _add_session(play, state)


def _add_session(play: PlayContext, state: SessionState) -> None:
    others = play.without_button.get(state.id, set())
    for coordinator in play.cast.present():
        if coordinator.name not in others:
            at = state.start + _delay(play, coordinator)
            by_button = play.rng.random() < 0.85
            play.timeline.add(at, partial(sign_in, play, coordinator, state, by_button))
    curious = play.sample(play.cast.present(), 2)
    play.timeline.add(state.start + timedelta(minutes=15), partial(_look_at_status, play, curious))


def _delay(play: PlayContext, coordinator: Coordinator) -> timedelta:
    if coordinator.habit is Habit.LATE:
        return play.workshop.attendance.late_after + timedelta(minutes=play.rng.randint(2, 8))
    return timedelta(minutes=play.rng.randint(1, int(ON_TIME.total_seconds() // 60)))


async def sign_in(play: PlayContext, coordinator: Coordinator, state: SessionState, by_button: bool) -> None:
    person, what = coordinator.person, f"the button to sign in to {state.id}"
    message = await play.wait_for_message(person, what, lambda: _find_opening(play, coordinator, state))
    if message is None:
        return
    at = play.environment.clock.now()
    code = await read_code(play, state) if play.workshop.attendance.code else None
    if code and await _sign_in_with(play, person, code, message if by_button else None):
        play.record_sign_in(state.id, coordinator, "code", at)
    elif not play.workshop.attendance.code:
        signing_in = play.press(person, message, "signin") if by_button else play.run_command(person, "checkin")
        if await signing_in:
            play.record_sign_in(state.id, coordinator, "button", at)


async def _sign_in_with(play: PlayContext, person: Person, code: str, message: Message | None) -> bool:
    """Type the code into the form of the button in `message`, else of the command. Returns whether it was accepted."""
    if message is None:
        return bool(await play.run_command(person, "checkin", code=code))
    opened = await play.press(person, message, "signin")
    asked = play.expectations.check(opened and opened.form, f"{person.name} was not asked for the code")
    return bool(asked and opened and opened.form and await play.submit(person, opened.form, {"code": code}))


def _find_opening(play: PlayContext, coordinator: Coordinator, state: SessionState) -> Message | None:
    """The opening of this session. During an outage the last opening in the channel is that of the session before."""
    since = (state.opened_at or state.start) - EARLIEST_OPENING
    channel = play.announcement_channel(coordinator.language)
    found = play.find_message(coordinator.person, channel, "signin".__eq__)
    return found if found and found.at > since else None


async def _look_at_status(play: PlayContext, some: list[Coordinator]) -> None:
    await play.run_command(play.cast.facilitator, "session status")
    for coordinator in some:
        await play.run_command(coordinator.person, "now")
        await play.run_command(coordinator.person, "me")
