"""A few at a time, first come first served; one that takes long is in nobody's way."""

from __future__ import annotations

import asyncio

from bot.chat.concurrency_limit import AT_ONCE, SILENCE_S, Silence, Turns


async def test_those_who_come_first_are_served_first_a_few_at_a_time() -> None:
    turns, served, most, here = Turns(), list[int](), 0, 0

    async def come(number: int) -> None:
        nonlocal most, here
        turn = await turns.mine()
        here += 1
        most = max(most, here)
        await asyncio.sleep(0)
        served.append(number)
        here -= 1
        turn.over()
        turn.over()  # once is enough, and twice is no harm

    await asyncio.gather(*(come(number) for number in range(100)))
    assert served == list(range(100))
    assert most == AT_ONCE


async def test_those_who_take_long_are_in_nobodys_way() -> None:
    turns = Turns()
    long = [await turns.mine() for _ in range(AT_ONCE)]
    after = [await turns.mine() for _ in range(AT_ONCE)]
    for turn in (*long, *after):
        turn.over()


async def test_who_leaves_the_queue_keeps_nobody_waiting() -> None:
    turns = Turns()
    first = [await turns.mine() for _ in range(AT_ONCE)]
    leaves, stays = asyncio.create_task(turns.mine()), asyncio.create_task(turns.mine())
    await asyncio.sleep(0)
    leaves.cancel()
    for turn in first:
        turn.over()
    (await stays).over()
    assert leaves.cancelled()


async def test_nobody_new_is_served_until_a_silence_is_over() -> None:
    silence, now = Silence(), asyncio.get_running_loop().time
    turns = Turns(silence)
    being_served = await turns.mine()
    silence.begin()
    ends = now() + SILENCE_S
    being_served.over()
    next_one = await turns.mine()
    assert now() >= ends - 0.001  # `begin` looked at the clock a little before us
    assert not silence.is_kept
    next_one.over()


async def test_who_leaves_in_a_silence_keeps_nobody_waiting() -> None:
    silence = Silence()
    turns = Turns(silence)
    silence.begin()
    for _ in range(AT_ONCE):
        leaves = asyncio.create_task(turns.mine())
        await asyncio.sleep(0)
        leaves.cancel()
        await asyncio.wait([leaves])
    async with asyncio.timeout(5):
        served = [await turns.mine() for _ in range(AT_ONCE)]
    for turn in served:
        turn.over()
