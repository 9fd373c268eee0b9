"""Reaching Discord: where its API is, patience while it is away, and words for what ends it."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import zlib
from collections.abc import Awaitable, Callable
from functools import partial
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import yarl
from discord import gateway, shard
from discord.backoff import ExponentialBackoff
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.chat.compat.keep_alive import Heart

log = logging.getLogger(__name__)

BAD_TOKEN, INVALID_SHARD, SHARDING_REQUIRED = 4004, 4010, 4011
"""Close codes of the gateway (Discord, Opcodes and Status Codes)."""
PATIENCE = (1, 2, 5, 10, 30)
"""Seconds to wait after a first, second, … vain attempt to log in."""
LONGEST_WAIT = 5
"""As a power of two: once Discord is back after an outage, we are back within 32 seconds."""
REFUSED = "Discord refused the token. Make a new one in the developer portal and set DISCORD_TOKEN."
UNREACHABLE = (OSError, aiohttp.ClientError, discord.DiscordServerError, discord.GatewayNotFound, json.JSONDecodeError)
"""What passes by itself: no answer, an error of Discord's own, or what a proxy in between says in its place."""
UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, zlib.error)
"""What discord.py raises over a frame that is not as it should be."""

OnRequestEnd = Callable[[aiohttp.ClientSession, SimpleNamespace, aiohttp.TraceRequestEndParams], Awaitable[None]]
_OF_INTERACTIONS = re.compile(r"/(interactions|webhooks)/")


class CannotConnect(Exception):
    """Discord will not have us; the message says why and what would do."""


class Backoff(ExponentialBackoff[bool]):
    """discord.py would wait up to 17 minutes between two attempts to come back."""

    def __init__(self) -> None:
        super().__init__()
        self._max = LONGEST_WAIT


class Gateway(gateway.DiscordWebSocket):
    """discord.py would take in all that has arrived, three hundred presses, before anything else gets its turn.

    And it would end for good over a frame that it cannot read.
    """

    async def poll_event(self) -> None:
        try:
            await super().poll_event()
        except UNREADABLE as error:
            await self.close()
            raise ConnectionError("Discord's gateway said what cannot be read") from error  # it comes back after these
        await asyncio.sleep(0)


Parse = Callable[[Any], None]


def leave_out_what_is_odd(parsers: dict[str, Parse]) -> None:
    """An event that discord.py cannot take in, since Discord changed it, say, is missed: the others are not.

    All but the first one of a session, without which there is none.
    """
    for event, parse in parsers.items():
        if event != "READY":
            parsers[event] = partial(_taken_in, event, parse)


def _taken_in(event: str, parse: Parse, data: Any) -> None:
    try:
        parse(data)
    except Exception:
        log.exception("Discord's %s could not be taken in, and is left out", event)


def use_api(base: str) -> None:
    """Speak to the API at `base`, such as `https://discord.com/api/v10`, and come back to it soon."""
    Route.BASE = base.rstrip("/")
    gateway.KeepAliveHandler = Heart  # type: ignore[assignment,misc]
    shard.DiscordWebSocket = Gateway  # type: ignore[misc]
    shard.ExponentialBackoff = Backoff  # type: ignore[assignment,attr-defined]


async def wait_for_discord(client: discord.AutoShardedClient, token: str) -> None:
    """Log in, patiently while Discord cannot be reached. Raises `CannotConnect` where it refuses us."""
    attempts = 0
    while True:
        try:
            await client.login(token)
            shards, url, *_rest = await client.http.get_bot_gateway()
            break
        except discord.LoginFailure as refused:
            raise CannotConnect(REFUSED) from refused
        except UNREACHABLE as unreachable:
            seconds = PATIENCE[min(attempts, len(PATIENCE) - 1)]
            attempts += 1
            log.warning("Discord could not be reached (%s): tried again in %s s", unreachable, seconds)
            await _hang_up(client)
            await asyncio.sleep(seconds)
    # discord.py would ask for these once more, with no patience, and for later connections go to Discord's own.
    client.shard_count = client.shard_count or shards
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url)


async def _hang_up(client: discord.Client) -> None:
    """discord.py opens a session for each attempt to log in, and leaves the one before open."""
    await client.http.close()
    client.http.connector = discord.utils.MISSING


async def stay_connected(client: discord.Client, refused: asyncio.Event) -> None:
    """Until the connection ends for good; raises why. `refused` is set where a request was answered 401."""
    connected = asyncio.create_task(client.connect(reconnect=True))
    token_refused = asyncio.create_task(_until_refused(client, refused))
    try:
        await asyncio.wait({connected, token_refused}, return_when=asyncio.FIRST_COMPLETED)
        await (connected if connected.done() else token_refused)
    finally:
        connected.cancel()
        token_refused.cancel()


async def _until_refused(client: discord.Client, refused: asyncio.Event) -> None:
    """Raises `CannotConnect` once the token is refused a second time too: an outage of Discord's may say so once."""
    while True:
        await refused.wait()
        refused.clear()
        await asyncio.sleep(PATIENCE[0])
        try:
            await client.http.request(Route("GET", "/users/@me"))
        except (discord.HTTPException, *UNREACHABLE) as error:
            if isinstance(error, discord.HTTPException) and error.status == 401:
                raise CannotConnect(REFUSED) from error


def why(error: discord.DiscordException) -> str | None:
    """Words for an error that ends the connection; None where it is none that we know."""
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return (
            "Discord refused the intent Server Members. Switch it on for this bot in the developer portal, "
            "under Bot, Privileged Gateway Intents."
        )
    if isinstance(error, discord.ConnectionClosed) and error.code in (INVALID_SHARD, SHARDING_REQUIRED):
        return (
            f"Discord wants the bot's servers shared out over more connections (code {error.code}). "
            "Write `shards: auto` in bot.yaml."
        )
    if isinstance(error, discord.ConnectionClosed) and error.code == BAD_TOKEN:
        return REFUSED
    if isinstance(error, discord.ConnectionClosed):
        return f"Discord closed the connection for good (code {error.code})."
    return None


def when_refused(tell: Callable[[], None]) -> OnRequestEnd:
    """Calls `tell` where a request was answered 401; those of interactions bear a token of their own."""

    async def ended(
        session: aiohttp.ClientSession, context: SimpleNamespace, end: aiohttp.TraceRequestEndParams
    ) -> None:
        if end.response.status == 401 and not _OF_INTERACTIONS.search(end.url.path):
            tell()

    return ended
