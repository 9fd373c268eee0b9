"""Trouble made on purpose: what tests and the play do to the bot. None of it counts as a violation.

Paths are matched as regular expressions anywhere in the path without `/api/v10`.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeVar

from fakecord.rate_limits import PATIENCE_S

if TYPE_CHECKING:
    from fakecord.world import World

F = TypeVar("F", bound="Fault")
Scope = Literal["user", "shared", "global"]


@dataclass(eq=False)
class Fault:
    """Applies to requests of `method` (None for any) whose path has `path`, `times` times, before or after the act."""

    method: str | None
    path: re.Pattern[str]
    before: bool
    times: float

    def hits(self, method: str, path: str, before: bool) -> bool:
        return (
            self.times > 0
            and self.before == before
            and self.method in (None, method)
            and self.path.search(path) is not None
        )


@dataclass(eq=False)
class InjectedError(Fault):
    status: int = 500
    code: int = 0
    message: str = ""
    page: str | None = None
    """What a proxy in between says instead: a page for people, or JSON that breaks off."""


@dataclass(eq=False)
class InjectedDisconnect(Fault):
    """The connection drops without an answer."""


@dataclass(eq=False)
class Hold(Fault):
    """A request waits until it is released; it is done already if the hold is after the act."""

    _reached: asyncio.Event = field(default_factory=asyncio.Event)
    _released: asyncio.Event = field(default_factory=asyncio.Event)

    async def reached(self, timeout_s: float = 10.0) -> None:
        """Until a request has come that far."""
        async with asyncio.timeout(timeout_s):
            await self._reached.wait()

    def release(self) -> None:
        """Let the waiting request go on, and the coming ones pass."""
        self.times = 0
        self._released.set()

    async def wait(self) -> None:
        self._reached.set()
        await self._released.wait()


@dataclass(eq=False)
class Throttle(Fault):
    seconds: float = 1.0
    scope: Scope = "user"
    until: float | None = None
    _warned: dict[str, float] = field(default_factory=dict)

    def hits(self, method: str, path: str, before: bool) -> bool:
        """The global limit spares interactions (Discord, Receiving and Responding, and Rate Limits)."""
        spared = self.scope == "global" and path.startswith(("/interactions/", "/webhooks/"))
        return not spared and super().hits(method, path, before)

    def left(self) -> float:
        """Real seconds until it is over; it begins with the first request it meets."""
        self.until = self.until or time.monotonic() + self.seconds
        left = self.until - time.monotonic()
        if left <= 0:
            self.times = 0
        return left

    def insists(self, method: str, path: str) -> bool:
        """Whether the client goes on sending though it was told to wait; what was under way may still arrive."""
        now = time.monotonic()
        warned = self._warned.setdefault("" if self.scope == "global" else f"{method} {path}", now)
        return now - warned > PATIENCE_S


class Faults:
    """The faults in force."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._faults: list[Fault] = []
        self.bot_is_down = False
        self.hearts_silent = False
        self.gateway_is_closed = False
        self.turned_away = 0
        """How many connections a closed gateway did not take."""
        self.token_is_revoked = False
        self.is_terse = False
        """Whether Discord leaves out all that it may: in the events of new sessions, and of the answers it takes."""

    def refuse(
        self, method: str | None, path: str, status: int, code: int = 0, *, times: float = 1, before: bool = True,
        message: str = "Provoked", page: str | None = None,
    ) -> InjectedError:  # fmt: skip
        """Answer an error without doing what was asked; with `before=False` do it, then answer an error.

        With `page` the answer is that text: HTML, or with a status of 200 what should be JSON and is not whole.
        """
        return self._add(InjectedError(method, re.compile(path), before, times, status, code, message, page))

    def hold(self, method: str | None, path: str, *, before: bool = True, times: float = 1) -> Hold:
        """Let a request wait, before it is done or between that and its answer."""
        return self._add(Hold(method, re.compile(path), before, times))

    def cut(self, method: str | None, path: str, *, before: bool = True, times: float = 1) -> InjectedDisconnect:
        """Drop the TCP connection, before the request is done or instead of answering it."""
        return self._add(InjectedDisconnect(method, re.compile(path), before, times))

    def rate_limit(self, path: str, seconds: float, scope: Scope = "user", *, method: str | None = None) -> Throttle:
        """Answer 429 for `seconds` real seconds from the first request that matches.

        Who sends the same again meanwhile, or anything at all where the limit is global, is at fault.
        """
        return self._add(Throttle(method, re.compile(path), True, float("inf"), seconds, scope))

    def lift(self) -> None:
        """End every fault; held requests go on."""
        for fault in self._faults:
            fault.times = 0
            if isinstance(fault, Hold):
                fault.release()
        self._faults.clear()
        self.hearts_silent = False
        self.gateway_is_closed = False

    async def drop_gateway(self, code: int | None = None, *, resumable: bool = True, shard: int | None = None) -> None:
        """Close the bot's gateway connections, or one shard's, with `code`, or cut them; returns once they are."""
        await self._world.hub.drop(code, resumable=resumable, shard=shard)

    async def invalidate_session(self, *, resumable: bool = False) -> None:
        """Send Invalid Session (op 9)."""
        await self._world.hub.invalidate(resumable=resumable)

    def ask_to_reconnect(self) -> None:
        """Send Reconnect (op 7)."""
        self._world.hub.ask_to_reconnect()

    def freeze_gateway(self) -> None:
        """The connections there are say nothing any more and hear nothing, as when a router forgot them."""
        for connection in self._world.hub.connections:
            connection.frozen = True

    def say_as_it_is(self, frame: str) -> None:
        """Send `frame` over the gateway, whatever it is."""
        for connection in self._world.hub.connections:
            connection.send_text(frame)

    async def close_gateway(self) -> None:
        """Cut the gateway's connections and take no new one, until `lift`."""
        self.gateway_is_closed = True
        await self.drop_gateway()

    async def revoke_token(self) -> None:
        """As when someone resets it in the developer portal: 401 to every request, 4004 at the gateway. For good."""
        self.token_is_revoked = True
        await self.drop_gateway(4004, resumable=False)

    def silence_heartbeats(self) -> None:
        """Acknowledge no heartbeat any more, until `lift`."""
        self.hearts_silent = True

    @contextmanager
    def bot_down(self) -> Iterator[None]:
        """While the play has taken the bot down, an interaction that stays without an answer is nobody's fault.

        That holds for those under way when it goes down, too.
        """
        self.bot_is_down = True
        for interaction in self._world.interactions:
            interaction.excused |= not interaction.over
        try:
            yield
        finally:
            self.bot_is_down = False

    def meet(self, kind: type[F], method: str, path: str, *, before: bool) -> F | None:
        """The first fault of `kind` that hits this request, used up by one."""
        for fault in self._faults:
            if isinstance(fault, kind) and fault.hits(method, path, before):
                fault.times -= 1
                return fault
        return None

    def _add(self, fault: F) -> F:
        self._faults.append(fault)
        return fault
