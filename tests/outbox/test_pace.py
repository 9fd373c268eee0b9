"""A `Pace` admits one caller at a time, in order, and the next one after the interval."""

import asyncio
from datetime import datetime, timedelta

from bot.outbox.pace import Pace
from tests.features.helpers import SkippingClock
from tests.features.running_workshop import BEGINS

MINUTE = timedelta(minutes=1)


async def enter(pace: Pace, times: list[datetime], clock: SkippingClock, *, send: bool) -> None:
    async with pace:
        times.append(clock.now())
        if send:
            pace.sent()


async def test_after_a_message_was_sent_the_next_one_waits() -> None:
    clock, times = SkippingClock(BEGINS), list[datetime]()
    pace = Pace(clock, MINUTE)
    await asyncio.gather(*(enter(pace, times, clock, send=True) for _ in range(3)))
    assert times == [BEGINS, BEGINS + MINUTE, BEGINS + 2 * MINUTE]


async def test_what_sends_nothing_holds_up_nobody() -> None:
    clock, times = SkippingClock(BEGINS), list[datetime]()
    pace = Pace(clock, MINUTE)
    await asyncio.gather(*(enter(pace, times, clock, send=send) for send in (False, False, True)))
    assert times == [BEGINS] * 3
