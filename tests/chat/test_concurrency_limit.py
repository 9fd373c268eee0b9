"""A few at a time, first come, first served; one that takes long holds up nobody."""

from __future__ import annotations

import asyncio

from bot.chat.concurrency_limit import MAX_CONCURRENT, ConcurrencyLimit


async def test_those_who_come_first_are_served_first_a_few_at_a_time() -> None:
    limit, served, most, running = ConcurrencyLimit(), list[int](), 0, 0

    async def come(number: int) -> None:
        nonlocal most, running
        permit = await limit.acquire()
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        served.append(number)
        running -= 1
        permit.release()
        permit.release()  # the second call changes nothing

    await asyncio.gather(*(come(number) for number in range(100)))
    assert served == list(range(100))
    assert most == MAX_CONCURRENT


async def test_those_who_take_long_hold_up_nobody() -> None:
    limit = ConcurrencyLimit()
    long = [await limit.acquire() for _ in range(MAX_CONCURRENT)]
    after = [await limit.acquire() for _ in range(MAX_CONCURRENT)]
    for permit in (*long, *after):
        permit.release()


async def test_who_leaves_the_queue_keeps_nobody_waiting() -> None:
    limit = ConcurrencyLimit()
    first = [await limit.acquire() for _ in range(MAX_CONCURRENT)]
    leaves, stays = asyncio.create_task(limit.acquire()), asyncio.create_task(limit.acquire())
    await asyncio.sleep(0)
    leaves.cancel()
    for permit in first:
        permit.release()
    (await stays).release()
    assert leaves.cancelled()
