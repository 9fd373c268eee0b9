"""Rate limit buckets. Their windows run on the server's clock; clients are told the wait in real seconds.

https://discord.com/developers/docs/topics/rate-limits
"""

import hashlib
import math
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from fakecord.clock import Clock

GRACE_S = 0.1
"""Requests that were already on their way when the 429 was sent may arrive within this time."""
MAX_REFUSED = 10
OLD_MESSAGE_EDITS = 30046
MESSAGES: dict[int | None, str] = {
    OLD_MESSAGE_EDITS: "Maximum number of edits to messages older than 1 hour reached. Try again later",
}
"""The messages of limits with an error code (Discord, Opcodes and Status Codes, JSON)."""


@dataclass
class Window:
    """Requests of one bucket, counted from the first one on. `opened` is by the clock, `opened_real` monotonic."""

    opened: datetime
    opened_real: float
    seconds: float
    used: int = 0
    first_refused: float | None = None
    refused: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Allowance:
    """The answer to one request: whether it passes, and how many more may pass in `reset_after` real seconds.

    `too_early` is set when the client sends a refused request again before that time.
    """

    passes: bool
    limit: int
    remaining: int
    reset_after: float
    bucket: str
    scope: str = "user"
    too_early: bool = False
    code: int | None = None
    """Discord's error code of the limit, if it has one."""

    def headers(self) -> dict[str, str]:
        headers = {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": f"{time.time() + self.reset_after:.3f}",
            "X-RateLimit-Reset-After": f"{self.reset_after:.3f}",
            "X-RateLimit-Bucket": self.bucket,
        }
        if not self.passes:
            headers |= {"X-RateLimit-Scope": self.scope, "Retry-After": f"{self.reset_after:.3f}"}
        if self.scope == "global":
            headers["X-RateLimit-Global"] = "true"
        return headers

    def body(self) -> dict[str, object]:
        body: dict[str, object] = {
            "message": MESSAGES.get(self.code, "You are being rate limited."),
            "retry_after": self.reset_after,
            "global": self.scope == "global",
        }
        return body if self.code is None else body | {"code": self.code}


class RateLimits:
    """Counts requests by bucket.

    A window ends by the server's clock or by the real clock, whichever is first: a stopped clock must not
    lock the bot out for good.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._windows: dict[str, Window] = {}

    def take(
        self, bucket: str, major: str, count: int, seconds: float, signature: str, scope: str = "user",
        code: int | None = None,
    ) -> Allowance:  # fmt: skip
        """Count one request. `signature` identifies it, to notice when it is sent again too early."""
        window = self._window(f"{bucket}:{major}", seconds)
        passes = window.used < count
        too_early = not passes and self._is_too_early(window, signature)
        window.used += passes
        left = self._left(window)
        name = hashlib.sha256(bucket.encode()).hexdigest()[:32]
        wait = math.ceil(left * 1000) / 1000
        return Allowance(passes, count, count - window.used, wait, name, scope, too_early, code)

    def _window(self, key: str, seconds: float) -> Window:
        window = self._windows.get(key)
        if window is None or self._left(window) <= 0:
            window = self._windows[key] = Window(self._clock.now(), time.monotonic(), seconds)
        return window

    def _left(self, window: Window) -> float:
        """Real seconds until the window ends."""
        by_clock = self._clock.seconds_until(window.opened + timedelta(seconds=window.seconds))
        by_real = window.opened_real + window.seconds - time.monotonic()
        return max(min(by_clock, by_real), 0.0)

    def _is_too_early(self, window: Window, signature: str) -> bool:
        """Whether the client goes on sending although it was told to wait."""
        now = time.monotonic()
        window.first_refused = window.first_refused or now
        tries = window.refused[signature] = window.refused.get(signature, 0) + 1
        again = tries > 1 or sum(window.refused.values()) > MAX_REFUSED
        return again and now - window.first_refused > GRACE_S
