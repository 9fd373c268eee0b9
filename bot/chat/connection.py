"""Reaching Discord: where its API is, patience while it is away, and words for what ends it."""

from __future__ import annotations

import asyncio
import logging

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

log = logging.getLogger(__name__)

INVALID_SHARD, SHARDING_REQUIRED = 4010, 4011
"""Close codes of the gateway (Discord, Opcodes and Status Codes)."""
PATIENCE = (1, 2, 5, 10, 30)
"""Seconds to wait after a first, second, … vain attempt to log in."""


class CannotConnect(Exception):
    """Discord will not have us; the message says why and what would do."""


def use_api(base: str) -> None:
    """Speak to the API at `base`, such as `https://discord.com/api/v10`."""
    Route.BASE = base.rstrip("/")


async def wait_for_discord(client: discord.Client, token: str) -> None:
    """Log in, patiently while Discord cannot be reached. Raises `CannotConnect` where it refuses us."""
    attempts = 0
    while True:
        try:
            await client.login(token)
            break
        except discord.LoginFailure as refused:
            raise CannotConnect(
                "Discord refused the token. Make a new one in the developer portal and set DISCORD_TOKEN."
            ) from refused
        except (OSError, aiohttp.ClientError, discord.DiscordServerError) as unreachable:
            seconds = PATIENCE[min(attempts, len(PATIENCE) - 1)]
            attempts += 1
            log.warning("Discord could not be reached (%s): tried again in %s s", unreachable, seconds)
            await asyncio.sleep(seconds)
    # discord.py asks the API for its gateway at the first connection alone; later ones go to this address.
    _shards, url, *_rest = await client.http.get_bot_gateway()
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url)


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
    if isinstance(error, discord.ConnectionClosed):
        return f"Discord closed the connection for good (code {error.code})."
    return None
