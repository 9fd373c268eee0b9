"""Fault injection, the request log, and waiting."""

import asyncio
import json
import time

import aiohttp
import discord
import pytest

from fakecord import DiscordServer, Guild
from tests.fakecord.conftest import BOT_PERMISSIONS, Api, BareClient, running


async def test_discord_py_waits_for_an_injected_rate_limit(server: DiscordServer, guild: Guild) -> None:
    client = BareClient()
    async with running(client, server):
        server.faults.rate_limit("/messages$", 0.2)
        began = time.monotonic()
        await client.text("general").send("patient")
        assert time.monotonic() - began >= 0.2
    assert (server.rate_limited, server.violations) == (1, [])


async def test_not_waiting_for_an_injected_rate_limit_is_a_violation(
    server: DiscordServer, guild: Guild, api: Api
) -> None:
    server.faults.rate_limit("", 60, "global")
    path = f"/channels/{guild.channel('general').id}/messages"
    assert (await api("POST", path, {"content": "x"}))[1]["global"] is True
    assert server.violations == []
    await asyncio.sleep(0.15)
    assert (await api("GET", f"/guilds/{guild.id}"))[0] == 429
    assert (await api("POST", "/interactions/1/none/callback", {"type": 4}))[1]["code"] == 10062
    assert [v.status for v in server.violations] == [429, 404]


async def test_the_answer_may_be_a_proxys_page(server: DiscordServer, guild: Guild) -> None:
    client = BareClient()
    async with running(client, server):
        server.faults.refuse("POST", "/messages", 503, page="<html>Bad gateway</html>")
        with pytest.raises(discord.DiscordServerError, match="Bad gateway"):
            await client.text("general").send("one")
        server.faults.refuse("POST", "/messages", 200, page='{"id": "1', before=False)
        with pytest.raises(json.JSONDecodeError):
            await client.text("general").send("two")
    assert [m.content for m in guild.channel("general").history] == ["two"]
    assert server.violations == []


async def test_errors_before_and_after_the_request_is_done(server: DiscordServer, guild: Guild) -> None:
    client = BareClient()
    general = guild.channel("general")
    async with running(client, server):
        server.faults.refuse("POST", "/messages", 403, 50013)
        with pytest.raises(discord.Forbidden):
            await client.text("general").send("one")
        assert general.history == []
        server.faults.refuse("POST", "/messages", 503, before=False)
        with pytest.raises(discord.DiscordServerError):
            await client.text("general").send("two")
        assert [m.content for m in general.history] == ["two"]
        await client.text("general").send("three")
    assert server.violations == []
    assert [r.injected for r in server.log if r.method == "POST"] == [True, True, False]


async def test_disconnections_before_and_after_the_request_is_done(server: DiscordServer, guild: Guild) -> None:
    client = BareClient()
    general = guild.channel("general")
    async with running(client, server):
        for before in (True, False):
            server.faults.cut("POST", "/messages", before=before)
            with pytest.raises((aiohttp.ClientError, OSError)):
                await client.text("general").send(f"before={before}")
    assert [m.content for m in general.history] == ["before=False"]
    assert server.violations == []


async def test_holds_before_and_after_the_request_is_done(server: DiscordServer, guild: Guild) -> None:
    client = BareClient()
    general = guild.channel("general")
    async with running(client, server):
        for before, there in ((True, 0), (False, 2)):
            hold = server.faults.hold("POST", "/messages", before=before)
            sending = asyncio.create_task(client.text("general").send("x"))
            await hold.reached()
            assert len(general.history) == there
            assert not sending.done()
            hold.release()
            await sending
    assert server.violations == []


async def test_until_names_what_it_waited_for() -> None:
    async with DiscordServer() as server:
        guild = server.new_guild("A-CIP")
        server.invite(guild, permissions=BOT_PERMISSIONS)
        with pytest.raises(TimeoutError, match="never"):
            await server.until(lambda: False, 0.05, "never")


async def test_the_log_has_bodies_and_answers(server: DiscordServer, guild: Guild, api: Api) -> None:
    seen: list[str] = []
    server.on_request(lambda request: seen.append(request.path))
    path = f"/channels/{guild.channel('general').id}/messages"
    await api("POST", path, {"content": "kept"})
    entry = server.log[-1]
    assert (entry.route, entry.body, entry.status) == ("/channels/{channel_id}/messages", {"content": "kept"}, 200)
    assert entry.answer["content"] == "kept"
    assert seen == [path]
