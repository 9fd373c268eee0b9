"""discord.py 2.7.1 raises a `KeyError` or `TypeError` for a 429 whose body does not say how long to wait.

Discord answers so to whom it blocks for a while: “You are being blocked from accessing our API temporarily …”, and
Cloudflare with a page. Their header `Retry-After`, if there is one, is in seconds (Discord, Rate Limits).

Upstream: no issue found.
Needed as long as these pass: tests/chat/compat/test_rate_limits_without_time.py
"""

from typing import Any

import aiohttp
from discord import http
from discord.webhook import async_

from bot.chat.compat.long_rate_limits import LongRateLimit

UNSAID = 60.0
"""Seconds to wait where nothing is said."""
read_body = http.json_or_text


def patch() -> None:
    http.json_or_text = async_.json_or_text = _body_with_time  # type: ignore[attr-defined]


async def _body_with_time(response: aiohttp.ClientResponse) -> Any:
    body = await read_body(response)
    if response.status == 429 and not (isinstance(body, dict) and isinstance(body.get("retry_after"), (int, float))):
        said = response.headers.get("Retry-After", "")
        raise LongRateLimit(float(said) if said.isdecimal() else UNSAID)
    return body
