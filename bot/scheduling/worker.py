"""A task that works each time it is woken, and the one function that retries."""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import TypeVar

log = logging.getLogger(__name__)

T = TypeVar("T")

RETRY_AFTER = (2.0, 5.0, 15.0, 60.0)
"""Real seconds to wait after a first, second, … failure. The last value repeats."""


async def retry(
    attempt: Callable[[], Awaitable[T]],
    what: str,
    pauses: Sequence[float] = RETRY_AFTER,
    expected: tuple[type[Exception], ...] = (),
) -> T:
    """Call `attempt` until it raises no `Exception`, and return its result.

    Each failure of `what` is logged, with a traceback unless it is one of `expected`.
    """
    failures = 0
    while True:
        try:
            return await attempt()
        except expected as error:
            log.warning("%s failed, and is tried again: %s", what, error)
        except Exception:
            log.exception("%s failed, and is tried again", what)
        await asyncio.sleep(pause_after(failures, pauses))
        failures += 1


def pause_after(failures: int, pauses: Sequence[float] = RETRY_AFTER) -> float:
    """Real seconds to wait after a failed attempt, if `failures` attempts failed before it."""
    return pauses[min(failures, len(pauses) - 1)]


class Worker(ABC):
    """Calls `work` once for each time it is woken; several wake-ups while it works count as one.

    What `work` raises is logged, and it is called again after a pause: a full disk or a locked database passes.
    """

    retry_after: Sequence[float] = RETRY_AFTER[:1]
    idle_after: float | None = None
    """Real seconds after which `work` is also called if nothing wakes it; None: never."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._woken = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self, *, awake: bool = True) -> None:
        """Start. It works at once; without `awake`, when it is first woken."""
        self._task = asyncio.create_task(self._run(), name=self.name)
        if awake:
            self.wake()

    def wake(self) -> None:
        """There may be something to do."""
        self._woken.set()

    async def stop(self) -> None:
        """Stop, even in the middle of work. Unfinished work is in the database, for the next start."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    @abstractmethod
    async def work(self) -> None:
        """Do the work there is now. It may be called when there is none."""

    async def _run(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(self.idle_after):  # `wait_for` can lose a cancellation in Python 3.11
                    await self._woken.wait()
            self._woken.clear()
            await retry(self.work, self.name, self.retry_after)
