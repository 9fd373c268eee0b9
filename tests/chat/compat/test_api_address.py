"""compat/api_address.py"""

import inspect

import discord
import pytest
from discord.gateway import DiscordWebSocket
from discord.http import HTTPClient

KNOWN = ["self", "loop", "connector", "proxy", "proxy_auth", "unsync_clock", "http_trace", "max_ratelimit_timeout"]


class Reached(Exception):
    """The gateway was asked for; the message is its address."""


class NoHttp:
    async def ws_connect(self, url: str) -> None:
        raise Reached(url)


def test_discord_py_has_no_option_for_the_address_of_the_api() -> None:
    assert list(inspect.signature(HTTPClient.__init__).parameters) == KNOWN


async def test_without_a_gateway_it_takes_the_one_that_is_built_in() -> None:
    client = discord.Client(intents=discord.Intents.none())
    client.http = NoHttp()  # type: ignore[assignment]
    with pytest.raises(Reached, match=str(DiscordWebSocket.DEFAULT_GATEWAY).rstrip("/")):
        await DiscordWebSocket.from_client(client)
