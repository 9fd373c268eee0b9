"""What a measure finds, and the few statistics it takes."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from bot.storage.database import Database, write_and_delete_row

T = TypeVar("T")
R = TypeVar("R")

Measure = Callable[[Path, bool], Awaitable[list["Line"]]]
"""Measures in a folder of its own; the flag asks for less, sooner."""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure; `bare` is what it is compared with, `target` what their ratio, else `found`, may be at most.

    Growth is compared with the smallest size, in the place of the bare bot.
    """

    what: str
    found: float
    unit: str
    bare: float | None = None
    target: float | None = None
    against: str = "bare"

    @property
    def ratio(self) -> float | None:
        return self.found / self.bare if self.bare else None

    @property
    def met(self) -> bool | None:
        """None where nothing was asked."""
        compared = self.found if self.ratio is None else self.ratio
        return None if self.target is None else compared <= self.target


def percentile(values: Iterable[float], share: float) -> float:
    ranked = sorted(values)
    return ranked[min(int(len(ranked) * share), len(ranked) - 1)]


def p50(values: Iterable[float]) -> float:
    return percentile(values, 0.5)


def p99(values: Iterable[float]) -> float:
    return percentile(values, 0.99)


async def commits_ms(database: Database, times: int) -> list[float]:
    """How long it takes to have one page on the disk for good, by way of the database's thread, from rest: the least
    that an answer which is kept can cost more than one that is not."""
    return [await _commit(database) for _ in range(times)]


async def _commit(database: Database) -> float:
    await asyncio.sleep(0.005)  # between two people who answer, everything has gone to rest
    began = time.perf_counter()
    await database.write(write_and_delete_row)
    return (time.perf_counter() - began) * 1000


async def at_once(people: Iterable[T], act: Callable[[T], Coroutine[Any, Any, R]]) -> list[R]:
    """All of them begin now; every few, the stand-in, which is one process, hears what the bot has to say."""
    begun = []
    for number, person in enumerate(people):
        begun.append(asyncio.create_task(act(person)))
        if number % 5 == 4:
            await asyncio.sleep(0)
    return await asyncio.gather(*begun)


async def lag_ms(found: list[float], every_s: float = 0.005) -> None:
    """Until cancelled, note how late this process is by itself, which also plays Discord."""
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + every_s
        await asyncio.sleep(every_s)
        found.append(max(loop.time() - due, 0.0) * 1000)


@contextmanager
def no_pauses() -> Iterator[None]:
    """This process, which also plays Discord and keeps all that it hears, looks for no garbage meanwhile.

    It would for up to a quarter of a second, and what it hears late counts as the bot's.
    """
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def spans(count: int, size: int) -> Sequence[range]:
    """`count` ranges of `size` numbers, one after the other."""
    return [range(number * size, (number + 1) * size) for number in range(count)]
