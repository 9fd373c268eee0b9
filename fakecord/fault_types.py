"""The kinds of faults that can be injected into requests.

Paths are matched as regular expressions anywhere in the path without `/api/v10`.
"""

import asyncio
import re
import time
from dataclasses import dataclass, field
from typing import Literal

from fakecord.rate_limits import GRACE_S

Scope = Literal["user", "shared", "global"]


@dataclass(eq=False)
class Fault:
    """Applies to the next `times` requests of `method` (None: any) whose path matches.

    With `before` it applies before the request is done, otherwise between that and the answer.
    """

    method: str | None
    path: re.Pattern[str]
    before: bool
    times: float

    def matches(self, method: str, path: str, before: bool) -> bool:
        return (
            self.times > 0
            and self.before == before
            and self.method in (None, method)
            and self.path.search(path) is not None
        )


@dataclass(eq=False)
class InjectedError(Fault):
    """The answer is an error."""

    status: int = 500
    code: int = 0
    message: str = ""
    page: str | None = None
    """The whole body, as a proxy might send it: an HTML page, or JSON that is cut off."""


@dataclass(eq=False)
class InjectedDisconnect(Fault):
    """The TCP connection is cut instead of an answer."""


@dataclass(eq=False)
class Hold(Fault):
    """The request waits until it is released. A hold that is not `before` delays only the answer."""

    _reached: asyncio.Event = field(default_factory=asyncio.Event)
    _released: asyncio.Event = field(default_factory=asyncio.Event)

    async def reached(self, timeout_s: float = 10.0) -> None:
        """Wait until a request is held."""
        async with asyncio.timeout(timeout_s):
            await self._reached.wait()

    def release(self) -> None:
        """Let the held request continue. Later requests are not held."""
        self.times = 0
        self._released.set()

    async def wait(self) -> None:
        self._reached.set()
        await self._released.wait()


@dataclass(eq=False)
class InjectedRateLimit(Fault):
    """The answer is 429 for `seconds` real seconds, counted from the first request that matches."""

    seconds: float = 1.0
    scope: Scope = "user"
    until: float | None = None
    _first_refused: dict[str, float] = field(default_factory=dict)

    def matches(self, method: str, path: str, before: bool) -> bool:
        """The global limit does not count interactions.

        https://discord.com/developers/docs/topics/rate-limits#global-rate-limit
        https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages
        """
        exempt = self.scope == "global" and path.startswith(("/interactions/", "/webhooks/"))
        return not exempt and super().matches(method, path, before)

    def left(self) -> float:
        """Real seconds until the limit ends."""
        self.until = self.until or time.monotonic() + self.seconds
        left = self.until - time.monotonic()
        if left <= 0:
            self.times = 0
        return left

    def is_too_early(self, method: str, path: str) -> bool:
        """Whether the client sends again although Discord asked it to wait.

        Requests already on their way are excused.
        """
        now = time.monotonic()
        first = self._first_refused.setdefault("" if self.scope == "global" else f"{method} {path}", now)
        return now - first > GRACE_S
