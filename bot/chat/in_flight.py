"""The interactions being answered: the bot stops once they have been, and without a word where they cannot be."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

log = logging.getLogger(__name__)

LEAVE = 0.5
"""Seconds that one that was cancelled has to take its hands off the database."""


class UnderWay:
    """Which tasks answer somebody now."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()
        self.is_closed = False
        """Nothing new is begun any more: its sender reads that it failed, and gives it again."""

    @contextmanager
    def one(self) -> Iterator[None]:
        """The task that runs answers somebody, until the end."""
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        try:
            yield
        finally:
            self._tasks.discard(task)

    async def finish(self, within: float) -> None:
        """Begin nothing new, and give what is under way so many seconds; the rest is broken off, as a crash would."""
        self.is_closed = True
        if not self._tasks:
            return
        await asyncio.wait(self._tasks, timeout=within)
        if late := set(self._tasks):  # among them what those under way began meanwhile
            for task in late:
                task.cancel()
            log.warning("Stopping: %s interactions were broken off; whoever gave them can give them again", len(late))
            await asyncio.wait(late, timeout=LEAVE)
