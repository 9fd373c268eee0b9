"""discord.py 2.7.1 knows one address of Discord's API and of its gateway, and has no option for another.

We need others: for tests, for rehearsals, and for networks that reach Discord through a proxy. Also, with a known
number of shards discord.py connects to the built-in address instead of the one that Discord names.

Upstream: no issue found.
Needed as long as this passes: tests/chat/compat/test_api_address.py
"""

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.core.links import has_extras, is_confidential


class InsecureGateway(Exception):
    """The API named a gateway that the token must not be sent to."""


def is_gateway(url: str) -> bool:
    """Whether `url` is a gateway's address over which nobody can read the token: `wss`, or `ws` on this machine."""
    try:
        return url.startswith(("wss://", "ws://")) and is_confidential(url) and not has_extras(url)
    except ValueError:
        return False


def use(api_url: str) -> None:
    """Send requests to `api_url`, such as `https://discord.com/api/v10`."""
    Route.BASE = api_url.rstrip("/")


async def find_gateway(client: discord.AutoShardedClient) -> None:
    """Ask Discord for its gateway, and for the number of shards where `client` has none yet.

    Call it once. discord.py would ask too, but it gives up if there is no answer. Raises `InsecureGateway`, and what
    `client.login` raises.
    """
    shards, url, *_limits = await client.http.get_bot_gateway()
    if not is_gateway(url):
        raise InsecureGateway
    client.shard_count = client.shard_count or shards
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url)
