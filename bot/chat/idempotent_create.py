"""Create something at Discord once, even if it is not known whether the last attempt succeeded.

Messages have nonces for that. Roles, channels and events do not, so the bot looks for them before it creates them
again. See `compat/no_blind_retries.py` for why discord.py does not repeat the request by itself.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp
import discord

T = TypeVar("T")

RETRY_AFTER = (1.0, 3.0, 10.0)
"""Seconds to wait after the first, second, … attempt without an answer."""


async def create_once(find: Callable[[], Awaitable[T | None]], create: Callable[[], Awaitable[T]]) -> T:
    """The result of `create`, or of `find` after an attempt without an answer. Raises what `create` raises."""
    for seconds in RETRY_AFTER:
        try:
            return await create()
        except (aiohttp.ClientError, OSError, TimeoutError, discord.DiscordServerError):
            await asyncio.sleep(seconds)
            if found := await find():
                return found
    return await create()
