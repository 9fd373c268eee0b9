"""Making things at Discord once: what may have been made is looked for before it is made again.

Messages have nonces for that; roles, channels and events do not, and discord.py would send a request that
was answered 5xx again as it is. `no_blind_retries` keeps it from doing so.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import TypeVar

import aiohttp
import discord

T = TypeVar("T")

PATIENCE = (1.0, 3.0, 10.0)
"""Seconds to wait after a first, second, … attempt of which we do not know how it ended."""
_MAKING = re.compile(r"/guilds/\d+/(roles|channels|scheduled-events)$|/stage-instances$")


class NoAnswer(aiohttp.ClientError):
    """Discord may have done it or not."""


async def made_once(look: Callable[[], Awaitable[T | None]], make: Callable[[], Awaitable[T]]) -> T:
    """What `make` makes, or what `look` finds after an attempt that had no answer. Raises what `make` raises."""
    for seconds in PATIENCE:
        try:
            return await make()
        except (aiohttp.ClientError, OSError, TimeoutError, discord.DiscordServerError):
            await asyncio.sleep(seconds)
            if found := await look():
                return found
    return await make()


def no_blind_retries() -> aiohttp.TraceConfig:
    """For a client's `http_trace`: raises `NoAnswer` where making something was answered 5xx."""

    async def ended(
        session: aiohttp.ClientSession, context: SimpleNamespace, end: aiohttp.TraceRequestEndParams
    ) -> None:
        if end.method == "POST" and end.response.status >= 500 and _MAKING.search(end.url.path):
            status = end.response.status
            end.response.release()
            raise NoAnswer(f"{end.url.path}: {status}")

    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(ended)
    return trace
