"""compat/rate_limits_without_time.py"""

from collections.abc import AsyncIterator

import aiohttp
import discord
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from discord import http
from discord.webhook import async_

from bot.chat.compat import long_rate_limits, rate_limits_without_time
from bot.chat.compat.long_rate_limits import LongRateLimit
from bot.chat.compat.rate_limits_without_time import UNSAID, read_body
from fakecord import DiscordServer

BLOCKED = '{"message": "You are being blocked from accessing our API temporarily.", "code": 0}'
PAGE = "<html><head><title>Error 1015</title></head></html>"


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[DiscordServer]:
    for module in (http, async_):
        monkeypatch.setattr(module, "json_or_text", read_body)
    async with DiscordServer() as running:
        monkeypatch.setattr(http.Route, "BASE", running.url)
        yield running


@pytest.fixture
async def client(server: DiscordServer) -> AsyncIterator[discord.Client]:
    client = discord.Client(intents=discord.Intents.none())
    await client.login(server.token)
    yield client
    await client.close()


async def follow_up(server: DiscordServer) -> None:
    """Answer an interaction, as discord.py does after a deferral."""
    async with aiohttp.ClientSession() as session:
        await discord.Webhook.partial(server.bot.id, "a" * 20, session=session).send("Hello")


async def test_discord_py_misses_the_time(client: discord.Client, server: DiscordServer) -> None:
    server.faults.refuse(None, "/users/", 429, page=BLOCKED)
    with pytest.raises(KeyError, match="retry_after"):
        await client.fetch_user(1)


async def test_discord_py_takes_a_page_for_an_object(client: discord.Client, server: DiscordServer) -> None:
    server.faults.refuse(None, "/webhooks/", 429, page=PAGE)
    with pytest.raises(TypeError):
        await follow_up(server)


@pytest.mark.parametrize("page", [BLOCKED, PAGE])
async def test_ours_is_a_long_rate_limit(client: discord.Client, server: DiscordServer, page: str) -> None:
    rate_limits_without_time.patch()
    long_rate_limits.patch(client)
    server.faults.refuse(None, "/(users/1|webhooks)", 429, page=page, times=2)
    with pytest.raises(LongRateLimit) as limited:
        await follow_up(server)
    assert limited.value.retry_after == UNSAID
    for _ in range(2):  # the second is not sent
        with pytest.raises(LongRateLimit):
            await client.fetch_user(1)
    assert [request.status for request in server.log].count(429) == 2


async def test_a_limit_that_says_its_time_is_waited_out(client: discord.Client, server: DiscordServer) -> None:
    rate_limits_without_time.patch()
    server.faults.rate_limit("/users/", 0.2)
    assert (await client.fetch_user(server.bot.id)).name == "Bot"


async def test_the_header_says_it_where_the_body_does_not(client: discord.Client) -> None:
    async def block(request: web.Request) -> web.Response:
        return web.Response(status=429, text=PAGE, content_type="text/html", headers={"Retry-After": "1800"})

    rate_limits_without_time.patch()
    app = web.Application()
    app.router.add_get("/users/1", block)
    async with TestServer(app) as proxy:
        http.Route.BASE = str(proxy.make_url(""))  # the fixture puts it back
        with pytest.raises(LongRateLimit) as limited:
            await client.fetch_user(1)
    assert limited.value.retry_after == 1800
