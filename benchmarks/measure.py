"""The result of a measure, and helpers for measuring."""

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

BARE, SMALLEST = "bare", "smallest"

Measure = Callable[[Path, bool], Awaitable[list["Line"]]]
"""Measures in an empty folder. The flag asks for fewer repetitions."""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of Atelier, in `unit`.

    `bare` is the figure for comparison: that of the bare bot, or of the smallest size (`against` says which). `target`
    is the largest allowed ratio of the two. Without `bare` it is the largest allowed figure.
    """

    what: str
    found: float
    unit: str
    bare: float | None = None
    target: float | None = None
    against: str = BARE

    @property
    def ratio(self) -> float | None:
        return self.found / self.bare if self.bare else None

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without a target."""
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
    """Milliseconds of each of `times` commits of one page, made in the database's thread.

    A durable answer must take at least this much longer than one that is not stored.
    """
    return [await _commit(database) for _ in range(times)]


async def _commit(database: Database) -> float:
    await asyncio.sleep(0.005)  # as between two answers: threads and disk are idle
    began = time.perf_counter()
    await database.write(write_and_delete_row)
    return (time.perf_counter() - began) * 1000


async def at_once(people: Iterable[T], act: Callable[[T], Coroutine[Any, Any, R]]) -> list[R]:
    """Run `act` for everybody at once.

    After every fifth start, the fake server (in this process) may read its sockets.
    """
    begun = []
    for number, person in enumerate(people):
        begun.append(asyncio.create_task(act(person)))
        if number % 5 == 4:
            await asyncio.sleep(0)
    return await asyncio.gather(*begun)


async def lag_ms(found: list[float], every_s: float = 0.005) -> None:
    """Until cancelled, record how many milliseconds late the event loop of this process (the fake server's) is."""
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + every_s
        await asyncio.sleep(every_s)
        found.append(max(loop.time() - due, 0.0) * 1000)


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Disable garbage collection in this process, which also runs the fake server.

    A collection takes up to 0.25 s here, and would be counted as lateness of the bot.
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
    """`count` consecutive ranges of `size` numbers."""
    return [range(number * size, (number + 1) * size) for number in range(count)]
