"""Waiting until a condition becomes true, without polling."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class ChangeNotifier:
    """Like `asyncio.Condition`, without a lock: whoever changes something calls `notify`, waiters check again."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()
        self._waking = False

    def notify(self) -> None:
        """Wake the waiters, once for all changes made in this turn of the event loop."""
        if self._waiting and not self._waking:
            self._waking = True
            asyncio.get_running_loop().call_soon(self._wake)

    def _wake(self) -> None:
        self._waking = False
        for future in self._waiting:
            if not future.done():
                future.set_result(None)

    async def wait_for(self, condition: Callable[[], T], timeout_s: float, what: str = "") -> T:
        """Return the condition's first truthy value.

        `TimeoutError` names `what` if there is none within `timeout_s` real seconds.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout_s
        while not (value := condition()):
            left = deadline - loop.time()
            if left <= 0:
                raise TimeoutError(f"not within {timeout_s:g} s: {what or condition}")
            await self.next_change(left)
        return value

    async def next_change(self, timeout_s: float | None = None) -> None:
        """Wait until something changes, or for `timeout_s` real seconds."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await asyncio.wait([future], timeout=timeout_s)
        finally:
            self._waiting.discard(future)
