"""What the cast knows of the troubles that get between it and the bot: whether one is on, and how many there were."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

APART = timedelta(minutes=3)


class Troubles:
    """None is on at first. There is never more than one: they are cued apart."""

    def __init__(self) -> None:
        self.cued: list[datetime] = []
        self.number = 0
        self._none = asyncio.Event()
        self._none.set()

    def since(self, number: int) -> bool:
        """Whether one is on, or was since there were `number`: what failed meanwhile is nobody's fault."""
        return not self._none.is_set() or self.number != number

    def is_apart(self, at: datetime) -> bool:
        """Whether none is cued so near that the two might meet."""
        return all(abs(at - other) > APART for other in self.cued)

    async def over(self) -> None:
        """Wait until none is on."""
        await self._none.wait()

    @contextmanager
    def on(self) -> Iterator[None]:
        """One is on meanwhile."""
        self.number += 1
        self._none.clear()
        try:
            yield
        finally:
            self.number += 1  # what began in it and failed after it is nobody's fault either
            self._none.set()
