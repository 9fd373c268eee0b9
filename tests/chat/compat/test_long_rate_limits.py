"""compat/long_rate_limits.py"""

from collections.abc import AsyncIterator

import discord
import pytest

from bot.chat.compat import long_rate_limits
from bot.chat.compat.long_rate_limits import LONGEST_SLEEP, LongRateLimit
from bot.chat.connection import may_pass
from fakecord import DiscordServer


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[DiscordServer]:
    async with DiscordServer() as running:
        monkeypatch.setattr(discord.http.Route, "BASE", running.url)
        yield running


@pytest.fixture
async def client(server: DiscordServer) -> AsyncIterator[discord.Client]:
    client = discord.Client(intents=discord.Intents.none(), max_ratelimit_timeout=LONGEST_SLEEP)
    await client.login(server.token)
    yield client
    await client.close()


async def test_discord_py_raises_no_http_error_and_asks_again(client: discord.Client, server: DiscordServer) -> None:
    server.faults.rate_limit("/users/", 600)
    for _ in range(2):
        with pytest.raises(discord.RateLimited) as limited:
            await client.fetch_user(1)
        assert not isinstance(limited.value, discord.HTTPException)
    assert server.rate_limited == 2


async def test_ours_is_one_and_waits(client: discord.Client, server: DiscordServer) -> None:
    long_rate_limits.patch(client)
    server.faults.rate_limit("/users/1$", 600)
    for _ in range(3):
        with pytest.raises(LongRateLimit) as limited:
            await client.fetch_user(1)
        assert (limited.value.status, may_pass(limited.value)) == (429, True)
        assert 595 < limited.value.retry_after <= 600
    assert server.rate_limited == 1
    assert (await client.fetch_user(server.bot.id)).name == "Bot"  # another request goes out
    assert server.violations == []


async def test_a_short_limit_is_waited_out(client: discord.Client, server: DiscordServer) -> None:
    long_rate_limits.patch(client)
    server.faults.rate_limit("/users/", 0.2)
    assert (await client.fetch_user(server.bot.id)).name == "Bot"
