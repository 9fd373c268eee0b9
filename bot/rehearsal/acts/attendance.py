"""Who comes by voice or by code, drops out and returns; a restart between; a mark, a correction, a report of Zoom."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from functools import partial

from bot.core.schedule import SessionState
from bot.rehearsal.cast import Coordinator, Habit
from bot.rehearsal.outage import outage
from bot.rehearsal.playbill import Play
from bot.rehearsal.roll import Seen

BY_VOICE = 4
"""So many come by voice alone, and as many by voice and with the button."""
NOTICED = 0.1
"""Real seconds for the bot to notice who comes and goes; it answers nothing to that, so nothing tells."""
MARKED, CORRECTED, CODED, RESTARTED, ELSEWHERE = 0, 1, 2, 3, 5
"""The sessions, by number, in which it happens."""


def cue(play: Play) -> None:
    states = [state for state in play.director.schedule.in_order() if state.is_held]
    for number, state in enumerate(states):
        if play.workshop.channels.stage:
            _cue_voice(play, state, restart=number == RESTARTED and not play.one_life)
        if number == CODED:
            _cue_code(play, state)
        if number in (MARKED, CORRECTED, ELSEWHERE):
            at = state.start + timedelta(minutes=10) if number == MARKED else state.end + timedelta(minutes=3)
            act = {MARKED: _excuse, CORRECTED: _correct, ELSEWHERE: _import}[number]
            play.director.cue(at, partial(act, play, state))


def _cue_voice(play: Play, state: SessionState, *, restart: bool) -> None:
    """They come, drop out for two minutes and return; a minute after the end they leave."""
    punctual = [it for it in play.cast.present() if it.habit is Habit.PUNCTUAL]
    people = play.some(punctual, min(2 * BY_VOICE, len(punctual) // 2))
    if len(people) < 2:
        return
    play.by_other_ways.setdefault(state.id, set()).update(it.name for it in people[:BY_VOICE])
    for number, it in enumerate(people[:-1] if restart else people):
        play.director.cue(state.start + timedelta(minutes=1 + number % 3, seconds=11), partial(_enter, play, state, it))
    dropping = people[0]
    play.director.cue(state.start + timedelta(minutes=11, seconds=7), partial(_leave, play, dropping))
    play.director.cue(state.start + timedelta(minutes=13, seconds=7), partial(_enter, play, state, dropping))
    if restart:
        at = state.start + timedelta(minutes=16, seconds=31)
        play.director.cue(at, partial(_restart, play, state, leaves=people[1], comes=people[-1]))
        play.troubles.cued.append(at)
    for it in people:
        play.director.cue(state.end + timedelta(minutes=1), partial(_leave, play, it))


async def _enter(play: Play, state: SessionState, it: Coordinator, *, unseen: bool = False) -> None:
    if not unseen:
        await play.troubles.over()
    it.person.join_voice(play.channel("stage"))
    play.book.roll.enter(it.name, play.stage.clock.now(), unseen=unseen)
    play.present.setdefault(state.id, set()).add(it.name)
    await asyncio.sleep(NOTICED)


async def _leave(play: Play, it: Coordinator, *, unseen: bool = False) -> None:
    if not unseen:
        await play.troubles.over()
    it.person.leave_voice()
    play.book.roll.leave(it.name, play.stage.clock.now(), unseen=unseen)
    await asyncio.sleep(NOTICED)


async def _restart(play: Play, state: SessionState, *, leaves: Coordinator, comes: Coordinator) -> None:
    """The bot dies and comes back; meanwhile the clock stands still, one leaves and another comes."""
    await play.director.quiet()
    async with outage(play):
        await _leave(play, leaves, unseen=True)
        await _enter(play, state, comes, unseen=True)


def _cue_code(play: Play, state: SessionState) -> None:
    """The facilitator shows the code; two who hear it elsewhere type it."""
    others = [it for it in play.cast.present() if it.name not in play.by_other_ways.get(state.id, ())]
    punctual = [it for it in others if it.habit is Habit.PUNCTUAL]
    people = play.some(punctual, 2)
    play.by_other_ways.setdefault(state.id, set()).update(it.name for it in people)
    play.director.cue(state.start + timedelta(minutes=4, seconds=3), partial(_use_code, play, state, people))


async def _use_code(play: Play, state: SessionState, people: list[Coordinator]) -> None:
    shown = await play.does(play.cast.facilitator, "session code")
    digits = re.search(r"\*\*(\d{6})\*\*", shown.text if shown else "")
    if not play.book.expect(digits, "no sign-in code was shown") or digits is None:
        return
    for it in people:
        await play.does(it.person, "checkin", code="000001" if digits[1] != "000001" else "000002")
        at = play.stage.clock.now()
        if await play.does(it.person, "checkin", code=digits[1]):
            play.book.roll.note(state.id, it.name, Seen("code", at, slack=play.stage.clock.now() - at))
            play.present.setdefault(state.id, set()).add(it.name)


async def _excuse(play: Play, state: SessionState) -> None:
    """Whoever never comes has let it be known."""
    for it in _absent(play):
        await _mark(play, state, it, "excused", "Vol annulé")


async def _correct(play: Play, state: SessionState) -> None:
    """After the end: someone late by our clock was in the room all the time."""
    late = next((it for it in play.cast.present() if it.habit is Habit.LATE), None)
    if late:
        await _mark(play, state, late, "present", "Connexion coupée, était là par téléphone")
        await play.does(late.person, "me")
    await play.does(play.cast.organiser, "attendance show", session=state.id)


async def _mark(play: Play, state: SessionState, it: Coordinator, status: str, reason: str) -> None:
    done = await play.does(
        play.cast.organiser, "attendance mark", member=it.person, session=state.id, status=status, reason=reason
    )
    if done:
        play.book.roll.marks[state.id, it.name] = (status, reason)


async def _import(play: Play, state: SessionState) -> None:
    """Whoever never comes was in Zoom, and someone's telephone too: the menu says whose."""
    absent, owner = _absent(play)[:1], play.cast.leads()[0]
    came, left = state.start + timedelta(minutes=3), state.start + timedelta(minutes=23)
    names = [_bare(it).upper() for it in absent] + [f"iPhone de {_bare(owner).split()[0]}"]
    times = ",".join(at.astimezone(play.workshop.zone).strftime("%m/%d/%Y %I:%M:%S %p") for at in (came, left))
    text = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\r\n"
    text += "".join(f"{name},,{times},20,Yes\r\n" for name in names)
    shown = await play.does(
        play.cast.organiser, "attendance import", session=state.id, file=("participants.csv", text.encode("utf-8-sig"))
    )
    if not (shown and shown.reply and play.book.expect(shown.reply.selects, "an import has nothing to settle")):
        return
    options = [option["label"] for option in shown.reply.selects[0]["options"]]
    whose = next((label for label in options if label.startswith(owner.name)), None)
    if not play.book.expect(whose, f"{owner.name} is not suggested for {names[-1]}") or whose is None:
        return
    await play.chooses(play.cast.organiser, shown.reply, [whose])
    await play.presses(play.cast.organiser, shown.reply, 0)
    for it in [*absent, owner]:
        play.book.roll.note(state.id, it.name, Seen("import", came, left))


def _absent(play: Play) -> list[Coordinator]:
    return [it for it in play.cast.coordinators if it.habit is Habit.ABSENT]


def _bare(it: Coordinator) -> str:
    """The name without the country before it."""
    return it.name.split(" – ")[-1]
