"""Interruptions of the bot: it is killed and started again, or it loses its connection for a while."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from bot.rehearsal.play_context import PlayContext

HEARTBEAT_LOSS = timedelta(seconds=2)
"""The bot records once a second that it follows the voice channel. A crash may lose this much real time."""
SETTLE_TIME = 1.0
"""Real seconds for the bot to notice that the clock stopped, or after a restart who is in the voice channel."""


@asynccontextmanager
async def bot_restart(play: PlayContext) -> AsyncIterator[None]:
    """Kill the bot; start it again when the block ends."""
    async with connection_loss(play, missed=True):
        await play.environment.kill_bot()
        yield
        await play.environment.start_bot()
        await play.timeline.wait_until_idle()


@asynccontextmanager
async def connection_loss(play: PlayContext, *, missed: bool) -> AsyncIterator[None]:
    """The bot receives nothing during the block, and the clock is stopped. Unanswered interactions are no faults.

    `missed`: Discord does not send the events of that time later. Then the bot cannot know who left the voice channel
    meanwhile, and the expected attendance is uncertain.
    """
    clock, attendance = play.environment.clock, play.expectations.attendance
    before = clock.setting
    speed = before.speed
    clock.run(0.0)
    if attendance.in_voice():
        await asyncio.sleep(SETTLE_TIME)
    with play.disruptions.active(), play.environment.server.faults.bot_down():
        for name in attendance.in_voice() if missed else ():
            attendance.leave_voice(name, clock.now(), unseen=True, slack=HEARTBEAT_LOSS * speed)
            attendance.join_voice(name, clock.now(), unseen=True)
        yield
    await asyncio.sleep(SETTLE_TIME)
    clock.run(speed, until=before.until)
