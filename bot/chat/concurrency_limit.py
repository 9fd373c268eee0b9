"""Serves a few interactions at a time: one of each member in turn, and few of one member.

When 300 people press a button at once, the first ones get their answer early, and an announcement that is due waits
only for a few calls. Someone who presses a hundred times does not delay others.
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque

from bot.core.errors import TooManyCalls

MAX_CONCURRENT = 16
"""Calls that are served together share one commit. A lower limit needs more commits and processor time. A higher one
delays announcements that are due meanwhile."""
MAX_HOLD_S = 0.2
"""Seconds after which a permit no longer counts as being served. An interaction that takes longer waits for Discord or
for a long job, and does not keep the event loop busy."""
MAX_OF_ONE_MEMBER = 5
"""The most interactions of one member that wait or are being answered.

Nobody sends more by hand before an answer comes.
"""


class Permit:
    """Permission to be served now. `release` gives it back; further calls do nothing."""

    def __init__(self, limit: ConcurrencyLimit, member: int) -> None:
        self._limit = limit
        self._member = member
        self._timer = asyncio.get_running_loop().call_later(MAX_HOLD_S, self._give_back)
        self._is_counted = True
        self._is_released = False

    def release(self) -> None:
        self._timer.cancel()
        self._give_back()
        if not self._is_released:
            self._is_released = True
            self._limit.forget(self._member)

    def _give_back(self) -> None:
        if self._is_counted:
            self._is_counted = False
            self._limit.serve_next()


class ConcurrencyLimit:
    """At most `MAX_CONCURRENT` permits at a time; the members who wait are served in turn."""

    def __init__(self) -> None:
        self._free = MAX_CONCURRENT
        self._waiting: dict[int, deque[asyncio.Future[None]]] = {}
        """The waiting calls by member, in the order of their turns."""
        self._of_member = Counter[int]()

    async def acquire(self, member: int) -> Permit:
        """Wait for a permit. Release it as soon as the work is done. `member` is a Discord id.

        Raises `TooManyCalls` at once if so many of this member's calls wait or are being answered already.
        """
        if self._of_member[member] >= MAX_OF_ONE_MEMBER:
            raise TooManyCalls
        self._of_member[member] += 1
        if self._free:
            self._free -= 1
            return Permit(self, member)
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(member, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            self.forget(member)
            if turn.done() and not turn.cancelled():  # it got the permit at the same moment
                self.serve_next()
            raise
        return Permit(self, member)

    def serve_next(self) -> None:
        """A permit is free: give it to the first call of the next member."""
        while self._waiting:
            member = next(iter(self._waiting))
            calls = self._waiting.pop(member)
            turn = calls.popleft()
            if calls:
                self._waiting[member] = calls  # behind the others
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1

    def forget(self, member: int) -> None:
        """One of this member's calls is over."""
        self._of_member[member] -= 1
        if not self._of_member[member]:
            del self._of_member[member]
