"""The cost of a sign-in, and the memory, as participants and workshops grow. The sizes take turns."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from benchmarks.measure import SMALLEST, Line, p50, spans
from benchmarks.testbed import TestBed
from benchmarks.workshops import atelier, run_command

PARTICIPANTS, WORKSHOPS, EACH = (50, 500, 5_000), (1, 200), 50
BLOCK = 10
IDLE_S = 10.0


async def participants(folder: Path, quick: bool) -> list[Line]:
    sizes = PARTICIPANTS[:2] if quick else PARTICIPANTS
    testbeds = {size: await atelier(folder / str(size), size, administrations=17, begun=True) for size in sizes}
    found = await _sign_in(testbeds, 1 if quick else 3)
    lines = _compared_with_smallest(found, lambda size: f"{size:,} participants", 1.2)
    await _close(testbeds)
    return lines


async def workshops(folder: Path, quick: bool) -> list[Line]:
    sizes = (1, 20) if quick else WORKSHOPS
    testbeds = {
        size: await atelier(folder / str(size), EACH, guilds=size, administrations=17, begun=True) for size in sizes
    }
    for testbed in testbeds.values():
        await testbed.until_idle(3, within=60)  # the organisers' boards are posted by then
    lines = [
        Line(f"memory with {_workshops(size)} of {EACH} people", testbeds[size].memory_mb(), "MB") for size in sizes
    ]
    idle = {size: testbed.cpu_s() for size, testbed in testbeds.items()}
    await asyncio.sleep(IDLE_S)
    lines += [
        Line(f"processor use when idle, {_workshops(size)}",
             (testbeds[size].cpu_s() - idle[size]) / IDLE_S * 100, "%")
        for size in sizes
    ]  # fmt: skip
    found = await _sign_in(testbeds, 1 if quick else 3)
    lines += _compared_with_smallest(found, _workshops, None)
    await _close(testbeds)
    return lines


def _workshops(size: int) -> str:
    return "1 workshop" if size == 1 else f"{size} workshops"


def _compared_with_smallest(
    found: dict[int, list[float]], name: Callable[[int], str], target: float | None
) -> list[Line]:
    first = min(found)
    return [
        Line(f"sign-in with {name(size)}, p50", p50(found[size]), "ms", p50(found[first]),
             None if size == first else target, SMALLEST)
        for size in found
    ]  # fmt: skip


async def _sign_in(testbeds: dict[int, TestBed], sessions: int) -> dict[int, list[float]]:
    """Milliseconds of each sign-in, by size. Everybody signs in once in each session."""
    found: dict[int, list[float]] = defaultdict(list)
    for testbed in testbeds.values():
        await testbed.until_idle()
    for session in range(sessions):
        if session:
            await asyncio.gather(*(_next_session(testbed) for testbed in testbeds.values()))
        for block in spans(EACH // BLOCK, BLOCK):
            for size, testbed in testbeds.items():
                for number in block:
                    exchange = await testbed.people[0][number].slash("checkin")
                    found[size].append(exchange.latency_ms)
                await asyncio.sleep(0.5)
    return found


async def _next_session(testbed: TestBed) -> None:
    owner = testbed.server.owner(testbed.guilds[0])
    await run_command(owner, "session end")
    await run_command(owner, "session start")
    await testbed.until_idle()


async def _close(testbeds: dict[int, TestBed]) -> None:
    for testbed in testbeds.values():
        await testbed.close()
