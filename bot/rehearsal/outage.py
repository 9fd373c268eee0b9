"""The bot dies, as in a power cut, and comes back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.rehearsal.playbill import Play

A_MOMENT = 1.0
"""Real seconds that the bot is given to see that the clock stands still, or who is there after a restart."""


@asynccontextmanager
async def outage(play: Play) -> AsyncIterator[None]:
    """Kill the bot, and start it again at the end; the clock stands still meanwhile.

    Of nobody who was in the stage does it know for sure what they did.
    """
    clock, roll = play.stage.clock, play.book.roll
    pace = clock.setting.speed
    clock.run(0.0)
    if roll.there():
        await asyncio.sleep(A_MOMENT)
    with play.troubles.on(), play.stage.server.faults.bot_down():
        await play.stage.kill_bot()
        for name in roll.there():
            roll.leave(name, clock.now(), unseen=True)
            roll.enter(name, clock.now(), unseen=True)
        yield
        await play.stage.start_bot()
        await play.director.quiet()
    if roll.there():
        await asyncio.sleep(A_MOMENT)
    clock.run(pace)
