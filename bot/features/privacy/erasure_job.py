"""Finishes every erasure: those requested from the command line or by a restore, and those still missing in a copy."""

import asyncio
import logging
from pathlib import Path

from bot.features.privacy.copies import update_copies
from bot.features.privacy.erasures import apply_asked
from bot.scheduling.clock import Clock
from bot.scheduling.worker import Worker
from bot.storage import copies, erasures
from bot.storage.database import Database
from bot.storage.keys import KeyFile
from bot.workshop.context import WorkshopContext
from bot.workshop.editions import open_kept
from bot.workshop.registry import WorkshopRegistry

RETRY_SECONDS, LOOK_SECONDS = 5.0, 3_600.0
"""Real seconds until a copy that was in use is tried again, and between two regular checks of all copies."""
WRITTEN_WITHIN = 600.0
"""Real seconds after which an unfinished copy that does not change counts as left by a killed process."""

log = logging.getLogger(__name__)


class ErasureJob(Worker):
    """Checks the list of erasures every second, because another process may have added one."""

    idle_after = 1.0
    retry_after = (RETRY_SECONDS,)

    def __init__(self, database: Database, clock: Clock, keys: KeyFile, registry: WorkshopRegistry) -> None:
        super().__init__("erasures")
        self._database = database
        self._clock = clock
        self._keys = keys
        self._registry = registry
        self._without_file: dict[str, WorkshopContext | None] = {}
        """Workshops without a file in which somebody was erased. None: the text of their file was not stored either."""
        self._look_at = self._retry_at = 0.0
        self._behind: list[Path] = []
        self._being_written: dict[Path, tuple[int, float]] = {}
        """Unfinished copies: when they were last changed, and since when we know it, in the event loop's time."""

    async def work(self) -> None:
        contexts = await self._contexts()
        unfinished = contexts.keys() & await self._database.read(erasures.unfinished)
        for id in unfinished:
            await apply_asked(contexts[id])
        now = asyncio.get_running_loop().time()
        if now >= self._look_at or (unfinished and now >= self._retry_at):
            behind = await update_copies(self._database, list(contexts.values()), self._clock.now(), purge=True)
            await self._database.checkpoint()  # the first attempt fails if another program was reading
            if behind and behind != self._behind:
                names = ", ".join(map(str, behind))
                log.warning("Erased people are still in %s, which are in use: I try again until they are free", names)
            self._behind = behind
            await asyncio.to_thread(self._delete_left_overs, behind, now)
            self._look_at, self._retry_at = now + LOOK_SECONDS, now + (RETRY_SECONDS if behind else 0.0)

    async def _contexts(self) -> dict[str, WorkshopContext]:
        """Every workshop with a file, and workshops without a file in which somebody was erased; by id."""
        contexts = {context.id: context for context in self._registry}
        for id in await self._database.read(erasures.workshops) - contexts.keys():
            if id not in self._without_file:
                self._without_file[id] = await open_kept(id, self._database, self._clock, self._keys)
            if context := self._without_file[id]:
                contexts[id] = context
        return contexts

    def _delete_left_overs(self, behind: list[Path], now: float) -> None:
        seen: dict[Path, tuple[int, float]] = {}
        for path in behind:
            if path.name.endswith(copies.BEING_WRITTEN) and path.exists():
                changed, (known, since) = path.stat().st_mtime_ns, self._being_written.get(path, (0, now))
                seen[path] = (changed, since if changed == known else now)
                if now - seen[path][1] > WRITTEN_WITHIN:
                    log.warning("%s was left by a copy that was not finished: it is deleted", path)
                    copies.delete_copy(path)
        self._being_written = seen
