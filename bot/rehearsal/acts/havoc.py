"""Troubles at random, on top of the play's own: the bot killed in the middle of anything, Discord out of sorts.

They strike where something happens: when the cast acts, or when something is due to be said. Whatever was under
way the cast does again; nothing that was acknowledged may be lost, and nothing may be said twice.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from random import Random

from bot.rehearsal.outage import blindness, outage
from bot.rehearsal.playbill import Play

KILL = "the bot is killed"
SETTING_UP = timedelta(minutes=10)
JUST_BEFORE = timedelta(seconds=1)
PACE = 10.0
"""The clock's pace while something is waited for that comes by itself."""
COMES = 2.0
"""Real seconds to wait for a request in which to strike."""
RECONNECTS = 10.0
"""Real seconds in which the bot notices that it is to connect anew."""
STORM = 0.5
"""Real seconds that a storm lasts."""


def cue(play: Play, kills: int, others: int) -> None:
    """Cue so many troubles after all other acts were cued: they strike among them."""
    dice = play.dice()
    moments = sorted(at for at in play.director.moments() if at > play.begins + SETTING_UP)
    dice.shuffle(moments)
    for kind in [KILL] * kills + dice.choices(sorted(OTHERS), k=others):
        at = next(at for at in moments if play.troubles.is_apart(at))
        play.troubles.cued.append(at)
        play.director.cue(at - JUST_BEFORE, partial(_strike, play, kind, play.dice()), PACE)


async def _strike(play: Play, kind: str, dice: Random) -> None:
    await KINDS[kind](play, dice)
    await play.stage.server.ready()
    await play.director.quiet()


async def _kill(play: Play, dice: Random) -> None:
    """While Discord has one of the bot's next requests before it, or has done what was asked and not yet said so."""
    server = play.stage.server
    after = len(server.log) + dice.randrange(6)
    with contextlib.suppress(TimeoutError):
        await server.until(lambda: len(server.log) > after, COMES)
    hold = server.faults.hold(None, "", before=dice.random() < 0.5)
    with contextlib.suppress(TimeoutError):
        await hold.reached(COMES)
    async with outage(play):
        hold.release()


async def _drop_gateway(play: Play, dice: Random) -> None:
    resumable = dice.random() < 0.5
    async with blindness(play, missed=not resumable):
        await play.stage.server.faults.drop_gateway(resumable=resumable)
        await play.stage.server.ready()


async def _invalidate(play: Play, dice: Random) -> None:
    resumable = dice.random() < 0.5
    async with blindness(play, missed=not resumable):
        await play.stage.server.faults.invalidate_session(resumable=resumable)
        await _reconnected(play)


async def _ask_to_reconnect(play: Play, _dice: Random) -> None:
    async with blindness(play, missed=False):
        play.stage.server.faults.ask_to_reconnect()
        await _reconnected(play)


async def _reconnected(play: Play) -> None:
    await play.stage.server.until(lambda: not play.stage.server.connected, RECONNECTS)
    await play.stage.server.ready()


@asynccontextmanager
async def _storm(play: Play) -> AsyncIterator[None]:
    """Requests fail for a while, and those under way are given up; what fails in it is nobody's fault."""
    with play.troubles.on(), play.stage.server.faults.bot_down():
        yield
        await asyncio.sleep(STORM)
        play.stage.server.faults.lift()
        await play.director.quiet()


async def _limit(play: Play, dice: Random) -> None:
    async with _storm(play):
        play.stage.server.faults.rate_limit("", STORM, dice.choice(["user", "shared", "global"]))


async def _refuse(play: Play, dice: Random) -> None:
    """Before the act or after it: 5xx says nothing of whether it was done."""
    async with _storm(play):
        status = dice.choice([500, 502, 503, 504])
        play.stage.server.faults.refuse(None, "", status, times=float("inf"), before=dice.random() < 0.5)


async def _cut(play: Play, dice: Random) -> None:
    async with _storm(play):
        play.stage.server.faults.cut(None, "", times=dice.randint(1, 5), before=dice.random() < 0.5)


OTHERS = {
    "the gateway drops": _drop_gateway,
    "the session is invalid": _invalidate,
    "reconnect": _ask_to_reconnect,
    "rate limit": _limit,
    "5xx": _refuse,
    "connections cut": _cut,
}
KINDS = {KILL: _kill, **OTHERS}
