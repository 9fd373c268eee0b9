"""The floor: some ask for it by button and some by command, one withdraws, the facilitator gives it in order."""

from datetime import timedelta
from functools import partial

from bot.core.schedule import SessionState
from bot.rehearsal.cast import Coordinator
from bot.rehearsal.play_context import PlayContext
from fakecord import Message

SPEAKERS = 4
INTERVAL = timedelta(seconds=30)
"""Between two requests, and between two turns."""


def add_actions(play: PlayContext) -> None:
    """Add the floor to the second session of each day."""
    for day in play.workshop.days:
        states = [state for state in play.timeline.schedule.on_day(day) if state.is_held]
        if len(states) > 1:
            _add_session(play, states[1])


def _add_session(play: PlayContext, state: SessionState) -> None:
    begins = state.start + min(timedelta(minutes=12), (state.end - state.start) / 3)
    asking = play.sample(play.cast.present(), SPEAKERS)
    play.timeline.add(begins, partial(play.run_command, play.cast.facilitator, "session floor", action="open"))
    for number, coordinator in enumerate(asking):
        play.timeline.add(begins + INTERVAL * (number + 1), partial(ask, play, coordinator, by_button=number % 2 == 0))
    given = begins + INTERVAL * (SPEAKERS + 1)
    for coordinator in asking[1:2]:
        play.timeline.add(given, partial(_withdraw, play, coordinator))
    for number, coordinator in enumerate([*asking[:1], *asking[2:]]):
        play.timeline.add(given + INTERVAL * (number + 1), partial(_give, play, coordinator))
    play.timeline.add(given + INTERVAL * (SPEAKERS + 1), partial(_close, play))


async def ask(play: PlayContext, coordinator: Coordinator, *, by_button: bool) -> None:
    if not by_button:
        await play.run_command(coordinator.person, "floor request")
        return
    person, button = coordinator.person, "floor:request"
    panel = await play.wait_for_message(
        person, "the floor's panel", lambda: play.find_message(person, play.channel("plenary"), button.__eq__)
    )
    if panel:
        await play.press(person, panel, button)


async def _withdraw(play: PlayContext, coordinator: Coordinator) -> None:
    await play.run_command(coordinator.person, "floor withdraw")
    await play.run_command(coordinator.person, "floor list")


async def _give(play: PlayContext, coordinator: Coordinator) -> None:
    """Give the floor. Expects that the public message mentions `coordinator`."""
    await play.run_command(play.cast.facilitator, "session floor", action="next")

    def called() -> Message | None:
        for message in play.cast.facilitator.sees(play.channel("plenary"))[-5:]:
            if coordinator.person.user in message.pinged_users:
                return message
        return None

    await play.wait_for_message(play.cast.facilitator, f"that {coordinator.name} has the floor", called)


async def _close(play: PlayContext) -> None:
    await play.run_command(play.cast.facilitator, "session floor", action="next")
    await play.run_command(play.cast.facilitator, "session floor", action="close")
