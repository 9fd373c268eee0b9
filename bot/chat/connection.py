"""The connection to Discord: log in, stay connected, and explain why it ended for good."""

import asyncio
import json
import logging
import re
from collections.abc import Awaitable, Callable
from types import SimpleNamespace

import aiohttp
import discord

from bot.chat.compat.api_address import InsecureGateway, find_gateway
from bot.chat.compat.login_session import close_session
from bot.i18n.phrase import Phrase, _

log = logging.getLogger(__name__)

BAD_TOKEN, INVALID_SHARD, SHARDING_REQUIRED = 4004, 4010, 4011
"""Close codes of the gateway (Discord, Opcodes and Status Codes)."""
RETRY_AFTER = (1, 2, 5, 10, 30)
"""Seconds to wait after the first, second, … failed attempt to log in; the last one repeats."""
REFUSED = _("Discord refused the token. Make a new one in the developer portal and set DISCORD_TOKEN.")
NO_GATEWAY = _(
    "The gateway that the API named is not used: its address does not begin with `wss://`, so the token could be read "
    "on the way. Look at DISCORD_API_URL."
)
UNREACHABLE = (OSError, aiohttp.ClientError, discord.DiscordServerError, discord.GatewayNotFound, json.JSONDecodeError)
"""Temporary errors: no answer, an error of Discord, or the page of a proxy instead."""

OnRequestEnd = Callable[[aiohttp.ClientSession, SimpleNamespace, aiohttp.TraceRequestEndParams], Awaitable[None]]
_INTERACTION_PATH = re.compile(r"/(interactions|webhooks)/")


class CannotConnect(Exception):
    """Discord refuses the bot; `words` say why and what to do."""

    def __init__(self, words: Phrase) -> None:
        super().__init__(words)
        self.words = words


async def wait_for_discord(client: discord.AutoShardedClient, token: str) -> None:
    """Log in; try again as long as Discord cannot be reached.

    Raises `CannotConnect` when it refuses the token, or names a gateway that the token must not be sent to.
    """
    failures = 0
    while True:
        try:
            await client.login(token)
            await find_gateway(client)
            return
        except discord.LoginFailure as refused:
            raise CannotConnect(REFUSED) from refused
        except InsecureGateway as insecure:
            raise CannotConnect(NO_GATEWAY) from insecure
        except Exception as unreachable:
            if not may_pass(unreachable):
                raise
            seconds = RETRY_AFTER[min(failures, len(RETRY_AFTER) - 1)]
            failures += 1
            log.warning("Discord could not be reached (%s): tried again in %s s", unreachable, seconds)
            await close_session(client)
            await asyncio.sleep(seconds)


def may_pass(error: BaseException) -> bool:
    """Whether a request that failed with `error` may work later: `UNREACHABLE`, or a rate limit."""
    return isinstance(error, UNREACHABLE) or (isinstance(error, discord.HTTPException) and error.status == 429)


async def stay_connected(client: discord.Client, refused: asyncio.Event) -> None:
    """Return or raise when the connection ends for good. `refused` is set when a request was answered 401."""
    connected = asyncio.create_task(client.connect(reconnect=True))
    token_refused = asyncio.create_task(_until_refused(client, refused))
    try:
        await asyncio.wait({connected, token_refused}, return_when=asyncio.FIRST_COMPLETED)
        await (connected if connected.done() else token_refused)
    finally:
        connected.cancel()
        token_refused.cancel()


async def _until_refused(client: discord.Client, refused: asyncio.Event) -> None:
    """Raise `CannotConnect` when the token is refused twice: during an outage Discord may refuse it once."""
    while True:
        await refused.wait()
        refused.clear()
        await asyncio.sleep(RETRY_AFTER[0])
        try:
            await client.application_info()
        except (discord.HTTPException, *UNREACHABLE) as error:
            if isinstance(error, discord.HTTPException) and error.status == 401:
                raise CannotConnect(REFUSED) from error


def why(error: discord.DiscordException) -> Phrase | None:
    """What to tell the administrator about an error that ended the connection; None for an unknown error."""
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return _(
            "Discord refused the intent Server Members. Switch it on for this bot in the developer portal, "
            "under Bot, Privileged Gateway Intents."
        )
    if isinstance(error, discord.ConnectionClosed) and error.code in (INVALID_SHARD, SHARDING_REQUIRED):
        return _(
            "Discord wants the bot's servers shared out over more connections (code %(code)s). "
            "Write `shards: auto` in bot.yaml.",
            code=error.code,
        )
    if isinstance(error, discord.ConnectionClosed) and error.code == BAD_TOKEN:
        return REFUSED
    if isinstance(error, discord.ConnectionClosed):
        return _("Discord closed the connection for good (code %(code)s).", code=error.code)
    return None


def when_refused(tell: Callable[[], None]) -> OnRequestEnd:
    """For a trace of aiohttp: call `tell` when a request was answered 401.

    Requests about interactions are ignored: they have their own tokens.
    """

    async def on_request_end(
        session: aiohttp.ClientSession, context: SimpleNamespace, end: aiohttp.TraceRequestEndParams
    ) -> None:
        if end.response.status == 401 and not _INTERACTION_PATH.search(end.url.path):
            tell()

    return on_request_end
