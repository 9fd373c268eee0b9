"""Random disruptions: the bot is killed, its connection drops, Discord refuses requests or loses the server.

They happen just before an action or an announcement. People repeat what was interrupted. The rehearsal then checks that
nothing confirmed was lost, and that nothing was posted twice.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from random import Random

from bot.rehearsal.outage import bot_restart, connection_loss
from bot.rehearsal.play_context import PlayContext

KILL = "the bot is killed"
SETUP_TIME = timedelta(minutes=10)
"""There are no disruptions in the first minutes."""
JUST_BEFORE = timedelta(seconds=1)
FAST = 10.0
"""The clock's speed while the bot's next request is awaited."""
REQUEST_TIMEOUT = 2.0
"""Real seconds to wait for a request during which to kill the bot."""
RECONNECT_TIMEOUT = 10.0
"""Real seconds for the bot to notice that it has to reconnect."""
REQUEST_FAILURE_TIME = 0.5
"""Real seconds during which requests fail."""


def add_actions(play: PlayContext, kills: int, others: int) -> None:
    """Add `kills` restarts and `others` other disruptions. Call this after all acts added their actions."""
    rng = play.new_rng()
    instants = sorted(at for at in play.timeline.instants() if at > play.begins + SETUP_TIME)
    rng.shuffle(instants)
    for kind in [KILL] * kills + rng.choices(sorted(OTHERS), k=others):
        at = next(at for at in instants if play.disruptions.is_far_from_others(at))
        play.disruptions.scheduled.append(at)
        play.timeline.add(at - JUST_BEFORE, partial(_disrupt, play, kind, play.new_rng()), FAST)


async def _disrupt(play: PlayContext, kind: str, rng: Random) -> None:
    await KINDS[kind](play, rng)
    await play.environment.server.ready()
    await play.timeline.wait_until_idle()


async def _kill(play: PlayContext, rng: Random) -> None:
    """Kill the bot while one of its next requests waits for Discord: before Discord acts on it, or after."""
    server = play.environment.server
    after = len(server.log) + rng.randrange(6)
    with contextlib.suppress(TimeoutError):
        await server.until(lambda: len(server.log) > after, REQUEST_TIMEOUT)
    hold = server.faults.hold(None, "", before=rng.random() < 0.5)
    with contextlib.suppress(TimeoutError):
        await hold.reached(REQUEST_TIMEOUT)
    async with bot_restart(play):
        hold.release()


async def _drop_gateway(play: PlayContext, rng: Random) -> None:
    resumable = rng.random() < 0.5
    async with connection_loss(play, missed=not resumable):
        await play.environment.server.faults.drop_gateway(resumable=resumable)
        await play.environment.server.ready()


async def _invalidate(play: PlayContext, rng: Random) -> None:
    resumable = rng.random() < 0.5
    async with connection_loss(play, missed=not resumable):
        await play.environment.server.faults.invalidate_session(resumable=resumable)
        await _reconnected(play)


async def _ask_to_reconnect(play: PlayContext, _rng: Random) -> None:
    async with connection_loss(play, missed=False):
        play.environment.server.faults.ask_to_reconnect()
        await _reconnected(play)


async def _reconnected(play: PlayContext) -> None:
    await play.environment.server.until(lambda: not play.environment.server.connected, RECONNECT_TIMEOUT)
    await play.environment.server.ready()


async def _server_outage(play: PlayContext, rng: Random) -> None:
    """Discord loses the server for a while. Meanwhile somebody leaves the voice channel."""
    attendance, clock = play.expectations.attendance, play.environment.clock
    async with connection_loss(play, missed=True):
        with play.environment.server.faults.guild_outage(play.environment.guild):
            await asyncio.sleep(REQUEST_FAILURE_TIME)
            there = [each for each in play.cast.coordinators if each.name in attendance.in_voice()]
            for leaving in rng.sample(there, min(1, len(there))):
                leaving.person.leave_voice()
                attendance.leave_voice(leaving.name, clock.now(), unseen=True)


@asynccontextmanager
async def _failing_requests(play: PlayContext) -> AsyncIterator[None]:
    """Requests fail as set in the block, for a while. Interactions that fail meanwhile are no faults."""
    with play.disruptions.active(), play.environment.server.faults.bot_down():
        yield
        await asyncio.sleep(REQUEST_FAILURE_TIME)
        play.environment.server.faults.lift()
        await play.timeline.wait_until_idle()


async def _limit(play: PlayContext, rng: Random) -> None:
    async with _failing_requests(play):
        play.environment.server.faults.rate_limit("", REQUEST_FAILURE_TIME, rng.choice(["user", "shared", "global"]))


async def _refuse(play: PlayContext, rng: Random) -> None:
    """Discord answers 5xx, before or after it acts on the request: the bot cannot tell which."""
    async with _failing_requests(play):
        status = rng.choice([500, 502, 503, 504])
        play.environment.server.faults.refuse(None, "", status, times=float("inf"), before=rng.random() < 0.5)


async def _cut(play: PlayContext, rng: Random) -> None:
    async with _failing_requests(play):
        play.environment.server.faults.cut(None, "", times=rng.randint(1, 5), before=rng.random() < 0.5)


OTHERS = {
    "the gateway drops": _drop_gateway,
    "the session is invalid": _invalidate,
    "reconnect": _ask_to_reconnect,
    "the server fails": _server_outage,
    "rate limit": _limit,
    "5xx": _refuse,
    "connections cut": _cut,
}
KINDS = {KILL: _kill, **OTHERS}
