"""compat/no_blind_retries.py"""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from discord.http import Route

from bot.chat.compat.no_blind_retries import NoAnswer, no_blind_retries

GUILD = 1


class Failing:
    """A Discord that answers every request to create a role with 500."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.set()
        return web.Response(status=500)


@pytest.fixture
async def failing(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Failing]:
    told = Failing()
    app = web.Application()
    app.router.add_route("POST", f"/guilds/{GUILD}/roles", told.answer)
    async with TestServer(app) as server:
        monkeypatch.setattr(Route, "BASE", str(server.make_url("")).rstrip("/"))
        yield told


async def client_with(**options: Any) -> discord.Client:
    client = discord.Client(intents=discord.Intents.none(), **options)
    with pytest.raises(discord.HTTPException):  # this Discord has no login; the session is open now
        await client.login("token")
    return client


async def test_discord_py_repeats_what_was_answered_5xx(failing: Failing) -> None:
    client = await client_with()
    creating = asyncio.create_task(client.http.create_role(GUILD, name="coordinator"))
    await asyncio.wait_for(failing.asked.wait(), 10)
    done, _pending = await asyncio.wait([creating], timeout=0.1)  # it waits a second before it repeats the request
    assert not done
    creating.cancel()
    await client.close()


async def test_ours_does_not(failing: Failing) -> None:
    client = await client_with(http_trace=no_blind_retries())
    with pytest.raises(NoAnswer, match=f"/guilds/{GUILD}/roles: 500"):
        await asyncio.wait_for(client.http.create_role(GUILD, name="coordinator"), 10)
    await client.close()
