"""The bot dies, as in a power cut, or sees nothing for a while; then it comes back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from bot.rehearsal.playbill import Play

BEATS = timedelta(seconds=2)
"""The bot notes every second that it is watching: so much real time may be lost when it dies, and a little."""
A_MOMENT = 1.0
"""Real seconds that the bot is given to see that the clock stands still, or who is there after a restart."""


@asynccontextmanager
async def outage(play: Play) -> AsyncIterator[None]:
    """Kill the bot, and start it again at the end."""
    async with blindness(play, missed=True):
        await play.stage.kill_bot()
        yield
        await play.stage.start_bot()
        await play.director.quiet()


@asynccontextmanager
async def blindness(play: Play, *, missed: bool) -> AsyncIterator[None]:
    """The bot sees nothing meanwhile, and the clock stands still; what nobody answers is nobody's fault.

    Where it `missed` what happened, it does not know for sure what those in the stage did.
    """
    clock, roll = play.stage.clock, play.book.roll
    pace = clock.setting.speed
    clock.run(0.0)
    if roll.there():
        await asyncio.sleep(A_MOMENT)
    with play.troubles.on(), play.stage.server.faults.bot_down():
        for name in roll.there() if missed else ():
            roll.leave(name, clock.now(), unseen=True, slack=BEATS * pace)
            roll.enter(name, clock.now(), unseen=True)
        yield
    await asyncio.sleep(A_MOMENT)
    clock.run(pace)
