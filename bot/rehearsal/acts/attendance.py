"""Attendance by voice and by code, a restart during a session, statuses set by the organiser, a report from Zoom."""

import asyncio
from datetime import timedelta
from functools import partial

from bot.core.schedule import SessionState
from bot.rehearsal.acts.shown_code import read_code
from bot.rehearsal.cast import Coordinator, Habit
from bot.rehearsal.expected_attendance import ExpectedPresence
from bot.rehearsal.outage import bot_restart
from bot.rehearsal.play_context import PlayContext

BY_VOICE = 4
"""How many people join by voice alone; as many join by voice and sign in with the button."""
NOTICE_TIME = 0.1
"""Real seconds for the bot to record that someone joined or left voice. It does not confirm that."""
EXCUSED, CORRECTED, CODE, RESTART, IMPORTED = 0, 1, 2, 3, 5
"""In which session, by number from 0, each of these happens."""


def add_actions(play: PlayContext) -> None:
    states = [state for state in play.timeline.schedule.in_order() if state.is_held]
    for number, state in enumerate(states):
        if play.workshop.channels.stage:
            _add_voice(play, state, restart=number == RESTART and not play.no_restarts)
        if number == CODE:
            _add_code(play, state)
        if number == EXCUSED:
            play.timeline.add(state.start + timedelta(minutes=10), partial(_excuse, play, state))
        if number in (CORRECTED, IMPORTED):
            action = _correct if number == CORRECTED else _import
            play.timeline.add(state.end + timedelta(minutes=3), partial(action, play, state))


def _add_voice(play: PlayContext, state: SessionState, *, restart: bool) -> None:
    """Several people join voice, and one loses the connection for two minutes. A minute after the end they leave."""
    punctual = [c for c in play.cast.present() if c.habit is Habit.PUNCTUAL]
    people = play.sample(punctual, min(2 * BY_VOICE, len(punctual) // 2))
    if len(people) < 2:
        return
    play.without_button.setdefault(state.id, set()).update(c.name for c in people[:BY_VOICE])
    for number, coordinator in enumerate(people[:-1] if restart else people):
        at = state.start + timedelta(minutes=1 + number % 3, seconds=11)
        play.timeline.add(at, partial(_join_voice, play, state, coordinator))
    dropping = people[0]
    play.timeline.add(state.start + timedelta(minutes=11, seconds=7), partial(_leave_voice, play, dropping))
    play.timeline.add(state.start + timedelta(minutes=13, seconds=7), partial(_join_voice, play, state, dropping))
    if restart:
        at = state.start + timedelta(minutes=16, seconds=31)
        play.timeline.add(at, partial(_restart, play, state, leaves=people[1], comes=people[-1]))
        play.disruptions.scheduled.append(at)
    for coordinator in people:
        play.timeline.add(state.end + timedelta(minutes=1), partial(_leave_voice, play, coordinator))


async def _join_voice(
    play: PlayContext, state: SessionState, coordinator: Coordinator, *, unseen: bool = False
) -> None:
    if not unseen:
        await play.disruptions.wait_until_over()
    coordinator.person.join_voice(play.channel("stage"))
    play.expectations.attendance.join_voice(coordinator.name, play.environment.clock.now(), unseen=unseen)
    play.present.setdefault(state.id, set()).add(coordinator.name)
    await asyncio.sleep(NOTICE_TIME)


async def _leave_voice(play: PlayContext, coordinator: Coordinator, *, unseen: bool = False) -> None:
    if not unseen:
        await play.disruptions.wait_until_over()
    coordinator.person.leave_voice()
    play.expectations.attendance.leave_voice(coordinator.name, play.environment.clock.now(), unseen=unseen)
    await asyncio.sleep(NOTICE_TIME)


async def _restart(play: PlayContext, state: SessionState, *, leaves: Coordinator, comes: Coordinator) -> None:
    """The bot is killed and started again. In between one person leaves the voice channel and another joins it."""
    await play.timeline.wait_until_idle()
    async with bot_restart(play):
        await _leave_voice(play, leaves, unseen=True)
        await _join_voice(play, state, comes, unseen=True)


def _add_code(play: PlayContext, state: SessionState) -> None:
    """The facilitator shows the code, and two people who follow the session elsewhere type it."""
    others = [c for c in play.cast.present() if c.name not in play.without_button.get(state.id, ())]
    punctual = [c for c in others if c.habit is Habit.PUNCTUAL]
    people = play.sample(punctual, 2)
    play.without_button.setdefault(state.id, set()).update(c.name for c in people)
    play.timeline.add(state.start + timedelta(minutes=4, seconds=3), partial(_use_code, play, state, people))


async def _use_code(play: PlayContext, state: SessionState, people: list[Coordinator]) -> None:
    code = await read_code(play, state)
    if code is None:
        return
    wrong = "000001" if code != "000001" else "000002"
    for coordinator in people:
        await play.run_command(coordinator.person, "checkin", code=wrong)
        at = play.environment.clock.now()
        if await play.run_command(coordinator.person, "checkin", code=code):
            play.record_sign_in(state.id, coordinator, "code", at)


async def _excuse(play: PlayContext, state: SessionState) -> None:
    """The organiser excuses those who never attend."""
    for coordinator in _absent(play):
        await _mark(play, state, coordinator, "excused", play.words.reason("excused", play.workshop.first_language))


async def _correct(play: PlayContext, state: SessionState) -> None:
    """After the end: the organiser marks a late person as present, and looks at the list."""
    late = next((c for c in play.cast.present() if c.habit is Habit.LATE), None)
    if late:
        await _mark(play, state, late, "present", play.words.reason("present", play.workshop.first_language))
        await play.run_command(late.person, "me")
    await play.run_command(play.cast.organiser, "attendance show", session=state.id)


async def _mark(play: PlayContext, state: SessionState, coordinator: Coordinator, status: str, reason: str) -> None:
    options = {"member": coordinator.person, "session": state.id, "status": status, "reason": reason}
    if await play.run_command(play.cast.organiser, "attendance mark", **options):
        play.expectations.attendance.marks[state.id, coordinator.name] = (status, reason)


async def _import(play: PlayContext, state: SessionState) -> None:
    """The organiser imports a report from Zoom. One name is unknown: the organiser picks its owner in a menu."""
    absent, owner = _absent(play)[:1], play.cast.leads()[0]
    came, left = state.start + timedelta(minutes=3), state.start + timedelta(minutes=23)
    phone = play.words.reason("phone", owner.language) % _person_name(owner).split()[0]
    names = [*(_person_name(c).upper() for c in absent), phone]
    times = ",".join(at.astimezone(play.workshop.zone).strftime("%m/%d/%Y %I:%M:%S %p") for at in (came, left))
    text = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\r\n"
    text += "".join(f"{name},,{times},20,Yes\r\n" for name in names)
    shown = await play.run_command(
        play.cast.organiser, "attendance import", session=state.id, file=("participants.csv", text.encode("utf-8-sig"))
    )
    if not (shown and shown.reply and play.expectations.check(shown.reply.selects, "an import has nothing to settle")):
        return
    options = [option["label"] for option in shown.reply.selects[0]["options"]]
    whose = next((label for label in options if label.startswith(owner.name)), None)
    if not play.expectations.check(whose, f"{owner.name} is not suggested for {names[-1]}") or whose is None:
        return
    await play.choose(play.cast.organiser, shown.reply, [whose])
    await play.press(play.cast.organiser, shown.reply, 0)
    for coordinator in [*absent, owner]:
        play.expectations.attendance.add_sign_in(state.id, coordinator.name, ExpectedPresence("import", came, left))


def _absent(play: PlayContext) -> list[Coordinator]:
    return [c for c in play.cast.coordinators if c.habit is Habit.ABSENT]


def _person_name(coordinator: Coordinator) -> str:
    """The name without the country before it."""
    return coordinator.name.split(" – ")[-1]
