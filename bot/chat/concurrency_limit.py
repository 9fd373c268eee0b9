"""A few at a time: when three hundred people press at once, they are answered one after the other.

All at once, each would wait for nearly all the others, and so would the announcement that is due in their midst:
for that there is a moment of silence.
"""

from __future__ import annotations

import asyncio

AT_ONCE = 8
SILENCE_S = 0.09
"""Seconds, from shortly before something is due: so long it takes to be said while there is a crowd."""
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


class Silence:
    """A moment in which nobody new is heard or served, so that what is due is said in time."""

    def __init__(self) -> None:
        self._ends_at = 0.0

    def begin(self) -> None:
        """It ends by itself: whatever becomes of what is due holds nobody up."""
        self._ends_at = asyncio.get_running_loop().time() + SILENCE_S

    @property
    def is_kept(self) -> bool:
        return self._left > 0

    async def over(self) -> None:
        """Return once there is none."""
        while (seconds := self._left) > 0:  # noqa: ASYNC110 - nobody ends it
            await asyncio.sleep(seconds)

    @property
    def _left(self) -> float:
        return self._ends_at - asyncio.get_running_loop().time()


class Turns:
    """Who came first is served first."""

    def __init__(self, silence: Silence | None = None) -> None:
        self._among = asyncio.Semaphore(AT_ONCE)
        self._silence = silence or Silence()

    async def mine(self) -> Turn:
        """Wait for one's turn. Have it over as soon as it is."""
        await self._among.acquire()
        try:
            await self._silence.over()
        except BaseException:
            self._among.release()
            raise
        return Turn(self._among)
