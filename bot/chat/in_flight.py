"""The interactions that are being answered. When the bot stops, it waits for them, and cancels them after a timeout."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

log = logging.getLogger(__name__)

CANCEL_WITHIN = 0.5
"""Seconds in which a cancelled task must release the database."""


class InFlight:
    """The tasks that answer interactions now."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()
        self.is_closed = False
        """Whether the bot is stopping. New interactions are ignored, and Discord tells the person that they failed."""

    @contextmanager
    def track(self) -> Iterator[None]:
        """Count the current task as in flight until the end of the block."""
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        try:
            yield
        finally:
            self._tasks.discard(task)

    async def finish(self, within: float) -> None:
        """Accept nothing new, wait up to `within` seconds for the tasks in flight, then cancel the rest."""
        self.is_closed = True
        if not self._tasks:
            return
        await asyncio.wait(self._tasks, timeout=within)
        if late := set(self._tasks):  # among them tasks that began during the wait
            for task in late:
                task.cancel()
            log.warning("Stopping: %s interactions were broken off; whoever gave them can give them again", len(late))
            await asyncio.wait(late, timeout=CANCEL_WITHIN)
