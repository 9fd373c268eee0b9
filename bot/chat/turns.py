"""A few at a time: when three hundred people press at once, they are answered one after the other.

All at once, each would wait for nearly all the others, and so would the announcement that is due in their midst.
"""

from __future__ import annotations

import asyncio

AT_ONCE = 8
LEAST_S = 0.2
"""After so many seconds a call that is still going on, since it waits for Discord or a long job, is in nobody's way."""


class Turn:
    """One's turn, until it is over."""

    def __init__(self, among: asyncio.Semaphore) -> None:
        self._among = among
        self._ends = asyncio.get_running_loop().call_later(LEAST_S, self._leave)
        self._is_over = False

    def over(self) -> None:
        self._ends.cancel()
        self._leave()

    def _leave(self) -> None:
        if not self._is_over:
            self._is_over = True
            self._among.release()


class Turns:
    """Who came first is served first."""

    def __init__(self) -> None:
        self._among = asyncio.Semaphore(AT_ONCE)

    async def mine(self) -> Turn:
        """Wait for one's turn. Have it over as soon as it is."""
        await self._among.acquire()
        return Turn(self._among)
