"""Keeps the bot's process running, as a service manager does, and breaks things on purpose."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from bot.rehearsal.disruptions import Disruptions
from bot.rehearsal.environment import Environment

try:
    from resource import RLIM_INFINITY, RLIMIT_FSIZE, prlimit
except ImportError:  # only Linux can limit what another process writes
    prlimit = None  # type: ignore[assignment]

RESTART_AFTER = 2.0
"""Real seconds between the end of the bot's process and its new start."""
CUT_FOR = 3.0
"""Real seconds without a connection."""


class BotKeeper:
    """Starts the bot, and restarts it whenever it ends. Only one trouble happens at a time."""

    def __init__(self, environment: Environment, disruptions: Disruptions) -> None:
        self._environment = environment
        self._disruptions = disruptions
        self._running = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()
        self.disk_is_full = False

    async def start(self) -> None:
        """Start the bot. Raises `CannotPlay`, with the end of its log, if it stops at once."""
        await self._environment.start_bot()
        self._running.set()

    async def keep_running(self) -> None:
        """Start the bot again after each end, until this is cancelled. Raises `CannotPlay` as `start` does."""
        while True:
            await self._environment.bot_exit()
            self._running.clear()
            with self._no_fault_of_the_bot():
                await asyncio.sleep(RESTART_AFTER)
                await self._environment.start_bot()
            self._limit_files()
            self._running.set()

    async def kill(self) -> None:
        """Kill the process, as a power cut does, and wait until it is back."""
        async with self._one_at_a_time:
            self._running.clear()
            await self._environment.kill_bot()
            await self._running.wait()

    async def cut_connection(self) -> None:
        """Cut the connection to Discord for a while, and wait until the bot is connected again."""
        faults = self._environment.server.faults
        async with self._one_at_a_time:
            with self._no_fault_of_the_bot():
                await faults.close_gateway()
                await asyncio.sleep(CUT_FOR)
                faults.lift()
                await self._environment.server.ready()

    @property
    def can_fill_disk(self) -> bool:
        return prlimit is not None

    def fill_disk(self, full: bool) -> None:
        """Stop the bot from writing to files, as on a full disk, or allow it again."""
        self.disk_is_full = full
        self._limit_files()

    def _limit_files(self) -> None:
        """Python ignores the signal that comes with the limit, so that writing fails with an error."""
        if self.can_fill_disk and self._environment.bot_is_running:
            most = 1 if self.disk_is_full else RLIM_INFINITY
            _soft, hard = prlimit(self._environment.bot_pid, RLIMIT_FSIZE)
            prlimit(self._environment.bot_pid, RLIMIT_FSIZE, (hard if most == RLIM_INFINITY else most, hard))

    @contextmanager
    def _no_fault_of_the_bot(self) -> Iterator[None]:
        """Interactions that fail in the block are no violations, and the simulated people repeat them."""
        with self._disruptions.active(), self._environment.server.faults.bot_down():
            yield
