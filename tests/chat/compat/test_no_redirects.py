"""compat/no_redirects.py"""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from discord.http import Route

from bot.chat.compat.no_redirects import Redirected, refuse_redirect

CHANNEL = 2


class Elsewhere:
    """A server of somebody else, and the requests that it got."""

    def __init__(self) -> None:
        self.told: list[str] = []

    async def listen(self, request: web.Request) -> web.Response:
        self.told.append(await request.text())
        return web.json_response({})


@pytest.fixture
async def elsewhere(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Elsewhere]:
    """Every request to Discord is redirected there."""
    other = Elsewhere()
    theirs, ours = web.Application(), web.Application()
    theirs.router.add_route("*", "/{path:.*}", other.listen)
    async with TestServer(theirs) as away:

        async def redirect(request: web.Request) -> web.Response:
            if request.path == "/users/@me":
                return web.Response(status=404)
            return web.Response(status=307, headers={"Location": str(away.make_url(request.path))})

        ours.router.add_route("*", "/{path:.*}", redirect)
        async with TestServer(ours) as home:
            monkeypatch.setattr(Route, "BASE", str(home.make_url("")).rstrip("/"))
            yield other


async def client_with(**options: Any) -> discord.Client:
    client = discord.Client(intents=discord.Intents.none(), **options)
    with pytest.raises(discord.HTTPException):  # this Discord has no login; the session is open now
        await client.login("token")
    return client


async def test_discord_py_takes_what_is_said_wherever_it_is_sent(elsewhere: Elsewhere) -> None:
    client = await client_with()
    await client.http.request(Route("POST", f"/channels/{CHANNEL}/messages"), json={"content": "an excuse"})
    assert elsewhere.told == ['{"content":"an excuse"}']
    await client.close()


async def test_ours_does_not(elsewhere: Elsewhere) -> None:
    trace = aiohttp.TraceConfig()
    trace.on_request_redirect.append(refuse_redirect)
    client = await client_with(http_trace=trace)
    with pytest.raises(Redirected):
        await client.http.request(Route("POST", f"/channels/{CHANNEL}/messages"), json={"content": "an excuse"})
    with pytest.raises(Redirected):
        await client.http.ws_connect(f"{Route.BASE}/gateway")
    assert elsewhere.told == []
    await client.close()
