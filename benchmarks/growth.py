"""What one sign-in costs as participants and workshops grow, and what one process holds. All sizes by turns."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from pathlib import Path

from benchmarks.measure import Line, p50, spans
from benchmarks.stand import Stand
from benchmarks.workshops import atelier, settled

PARTICIPANTS, WORKSHOPS, EACH = (50, 500, 5_000), (1, 20, 200), 50
BLOCK = 10
IDLE_S = 10.0
SMALLEST = "the smallest"


async def participants(folder: Path, quick: bool) -> list[Line]:
    sizes = PARTICIPANTS[:2] if quick else PARTICIPANTS
    stands = {size: await atelier(folder / str(size), size, administrations=17, begun=True) for size in sizes}
    found, processor = await _sign_in(stands, 1 if quick else 3)
    lines = _against_the_smallest(found, "participants", 1.2)
    lines += [
        Line(
            f"processor time of a sign-in, {size:,} participants",
            processor[size],
            "ms",
            processor[sizes[0]],
            against=SMALLEST,
        )
        for size in sizes
    ]
    await _close(stands)
    return lines


async def workshops(folder: Path, quick: bool) -> list[Line]:
    sizes = WORKSHOPS[:2] if quick else WORKSHOPS
    stands = {
        size: await atelier(folder / str(size), EACH, guilds=size, administrations=17, begun=True) for size in sizes
    }
    for stand in stands.values():
        await stand.quiet(3, within=60)  # until the last board is posted
    lines = [Line(f"memory, {size} workshops of {EACH} people", stands[size].memory_mb(), "MB") for size in sizes]
    idle = {size: stand.cpu_s() for size, stand in stands.items()}
    await asyncio.sleep(IDLE_S)
    lines += [
        Line(f"processor used while nobody does anything, {size} workshops",
             (stands[size].cpu_s() - idle[size]) / IDLE_S * 100, "%")
        for size in sizes
    ]  # fmt: skip
    found, _processor = await _sign_in(stands, 1 if quick else 3)
    lines += _against_the_smallest(found, "workshops", None)
    await _close(stands)
    return lines


def _against_the_smallest(found: dict[int, list[float]], of: str, target: float | None) -> list[Line]:
    first = min(found)
    return [
        Line(f"a sign-in among {size:,} {of}, p50", p50(found[size]), "ms", p50(found[first]),
             None if size == first else target, SMALLEST)
        for size in found
    ]  # fmt: skip


async def _sign_in(stands: dict[int, Stand], sessions: int) -> tuple[dict[int, list[float]], dict[int, float]]:
    """Milliseconds of each sign-in, and processor time of one with all it sets off; a session after the other."""
    found: dict[int, list[float]] = defaultdict(list)
    processor: dict[int, float] = defaultdict(float)
    for stand in stands.values():
        await stand.quiet()
    for session in range(sessions):
        if session:
            await asyncio.gather(*(_next_session(stand) for stand in stands.values()))
        for block in spans(EACH // BLOCK, BLOCK):
            for size, stand in stands.items():
                before = stand.cpu_s()
                for number in block:
                    exchange = await stand.people[0][number].slash("checkin")
                    found[size].append(exchange.latency_ms)
                await asyncio.sleep(0.5)
                processor[size] += (stand.cpu_s() - before) * 1000 / EACH / sessions
    return found, processor


async def _next_session(stand: Stand) -> None:
    owner = stand.server.owner(stand.guilds[0])
    await settled(owner, "session end")
    await settled(owner, "session start")
    await stand.quiet()


async def _close(stands: dict[int, Stand]) -> None:
    for stand in stands.values():
        await stand.close()
