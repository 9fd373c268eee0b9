"""discord.py 2.7.1 raises no `HTTPException` for a long rate limit, and then sends the next request at once.

Without `max_ratelimit_timeout` it sleeps as long as Discord says: ten minutes, or two days. With it, it raises
`RateLimited`, which no `except discord.HTTPException` catches, and forgets how long to wait. We raise an
`HTTPException` with status 429, and refuse the same request until the time is over: Discord bans clients that continue
to send (Rate Limits).

Upstream: https://github.com/Rapptz/discord.py/pull/7961 (added `max_ratelimit_timeout`)
Needed as long as this passes: tests/chat/compat/test_long_rate_limits.py
"""

import time
from types import SimpleNamespace
from typing import Any

import discord
from discord.http import Route

LONGEST_SLEEP = 30.0
"""Real seconds: discord.py waits for shorter limits. It is the smallest value that `max_ratelimit_timeout` allows."""


class LongRateLimit(discord.HTTPException):
    """Discord accepts this request again in `retry_after` seconds, which is more than `LONGEST_SLEEP`."""

    def __init__(self, retry_after: float) -> None:
        answer: Any = SimpleNamespace(status=429, reason="Too Many Requests")
        super().__init__(answer, f"again in {retry_after:.0f} s")
        self.retry_after = retry_after


def patch(client: discord.Client) -> None:
    request = client.http.request
    limits: dict[tuple[str, str], float] = {}
    """When each limit ends, on the monotonic clock, by method and address."""

    async def limited(route: Route, **options: Any) -> Any:
        now, key = time.monotonic(), (route.method, route.url)
        if (left := limits.get(key, now) - now) > 0:
            raise LongRateLimit(left)
        try:
            return await request(route, **options)
        except (discord.RateLimited, LongRateLimit) as limit:
            now = time.monotonic()
            for passed in [each for each, until in limits.items() if until <= now]:
                del limits[passed]
            limits[key] = now + limit.retry_after
            raise LongRateLimit(limit.retry_after) from limit

    client.http.request = limited  # type: ignore[method-assign]
