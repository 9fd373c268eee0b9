"""Waiting for something to become true, without polling."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class ChangeNotifier:
    """Whoever changes something says so; whoever waits looks again."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()
        self._waking = False

    def changed(self) -> None:
        """Wake those who wait, once for all changes of this turn of the loop."""
        if self._waiting and not self._waking:
            self._waking = True
            asyncio.get_running_loop().call_soon(self._wake)

    def _wake(self) -> None:
        self._waking = False
        for future in self._waiting:
            if not future.done():
                future.set_result(None)

    async def until(self, condition: Callable[[], T], timeout_s: float, what: str = "") -> T:
        """The condition's first truthy value; `TimeoutError` if there is none within `timeout_s` real seconds."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout_s
        while not (value := condition()):
            left = deadline - loop.time()
            if left <= 0:
                raise TimeoutError(f"not within {timeout_s:g} s: {what or condition}")
            await self._next_change(left)
        return value

    async def _next_change(self, timeout_s: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await asyncio.wait([future], timeout=timeout_s)
        finally:
            self._waiting.discard(future)
