"""A few calls at a time, members in turn. A slow call, or a member who sends many, delays nobody."""

import asyncio

import pytest

from bot.chat.concurrency_limit import MAX_CONCURRENT, MAX_OF_ONE_MEMBER, ConcurrencyLimit
from bot.core.errors import TooManyCalls


async def test_those_who_come_first_are_served_first_a_few_at_a_time() -> None:
    limit, served, most, running = ConcurrencyLimit(), list[int](), 0, 0

    async def come(number: int) -> None:
        nonlocal most, running
        permit = await limit.acquire(number)
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
    long = [await limit.acquire(number) for number in range(MAX_CONCURRENT)]
    after = [await limit.acquire(number) for number in range(MAX_CONCURRENT)]
    for permit in (*long, *after):
        permit.release()


async def test_who_leaves_the_queue_keeps_nobody_waiting() -> None:
    limit = ConcurrencyLimit()
    first = [await limit.acquire(number) for number in range(MAX_CONCURRENT)]
    leaves, stays = asyncio.create_task(limit.acquire(100)), asyncio.create_task(limit.acquire(101))
    await asyncio.sleep(0)
    leaves.cancel()
    for permit in first:
        permit.release()
    (await stays).release()
    assert leaves.cancelled()


async def test_who_sends_many_waits_behind_everybody_else() -> None:
    limit, served = ConcurrencyLimit(), list[int]()
    first = [await limit.acquire(number) for number in range(MAX_CONCURRENT)]

    async def come(member: int) -> None:
        permit = await limit.acquire(member)
        served.append(member)
        permit.release()

    busy, other, third = 100, 101, 102
    calls = [asyncio.create_task(come(member)) for member in (busy, busy, busy, other, third, other)]
    await asyncio.sleep(0)
    first[0].release()
    await asyncio.gather(*calls)
    assert served == [busy, other, third, busy, other, busy]


async def test_more_of_one_member_are_refused_until_one_is_answered() -> None:
    limit = ConcurrencyLimit()
    permits = [await limit.acquire(1) for _ in range(MAX_OF_ONE_MEMBER)]
    with pytest.raises(TooManyCalls):
        await limit.acquire(1)
    (await limit.acquire(2)).release()
    permits[0].release()
    (await limit.acquire(1)).release()


async def test_who_is_cancelled_while_waiting_can_come_again() -> None:
    limit = ConcurrencyLimit()
    first = [await limit.acquire(number) for number in range(MAX_CONCURRENT)]
    waiting = [asyncio.create_task(limit.acquire(100)) for _ in range(MAX_OF_ONE_MEMBER)]
    await asyncio.sleep(0)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    for permit in first:
        permit.release()
    again = [await limit.acquire(100) for _ in range(MAX_OF_ONE_MEMBER)]
    assert len(again) == MAX_OF_ONE_MEMBER
