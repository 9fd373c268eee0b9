"""Rate limits as discord.py meets them, and trouble made on purpose."""

from __future__ import annotations

import asyncio
import json
import time

import aiohttp
import discord
import pytest

from bot.scheduling.clock import RehearsedClock, SystemClock
from fakecord import DiscordServer, Guild, Person
from tests.fakecord.conftest import BOT_PERMISSIONS, Api, BareClient, running


async def test_discord_py_waits_and_succeeds(server: DiscordServer, guild: Guild) -> None:
    client = BareClient()
    async with running(client, server):
        await asyncio.gather(*(client.text("general").send(str(n)) for n in range(17)))
    assert len(guild.channel("general").history) == 17
    assert server.rate_limited == 0
    assert server.violations == []


async def test_windows_run_on_the_workshops_clock(server: DiscordServer, guild: Guild, api: Api) -> None:
    path = f"/channels/{guild.channel('general').id}/messages"
    for left in (4, 3, 2, 1, 0):
        assert (await api("POST", path, {"content": "x"}))[0] == 200
        assert api.headers["X-RateLimit-Remaining"] == str(left)
    status, answer = await api("POST", path, {"content": "x"})
    assert (status, answer["global"], api.headers["X-RateLimit-Scope"]) == (429, False, "user")
    assert 0 < answer["retry_after"] <= 5 / 60 + 0.001
    await asyncio.sleep(answer["retry_after"])
    assert (await api("POST", path, {"content": "x"}))[0] == 200
    assert (server.rate_limited, server.violations) == (1, [])


async def test_who_does_not_wait_is_at_fault(
    server: DiscordServer, guild: Guild, api: Api, clock: RehearsedClock
) -> None:
    clock.run(0)
    path = f"/channels/{guild.channel('general').id}/messages"
    for _ in range(6):
        await api("POST", path, {"content": "x"})
    await asyncio.sleep(0.15)
    await api("POST", path, {"content": "x"})
    assert [v.status for v in server.violations] == [429]


async def test_the_global_limit_spares_interactions(
    server: DiscordServer, guild: Guild, api: Api, clock: RehearsedClock
) -> None:
    clock.run(0.1)
    for _ in range(50):
        assert (await api("GET", f"/guilds/{guild.id}/roles"))[0] == 200
    status, answer = await api("GET", f"/guilds/{guild.id}")
    assert (status, answer["global"]) == (429, True)
    assert (await api("POST", "/interactions/1/none/callback", {"type": 4}))[1]["code"] == 10062


async def test_a_channel_is_renamed_twice_in_ten_minutes(guild: Guild, api: Api) -> None:
    path = f"/channels/{guild.channel('general').id}"
    statuses = [(await api("PATCH", path, {"name": f"n{n}"}))[0] for n in range(3)]
    assert statuses == [200, 200, 429]
    assert (await api("PATCH", path, {"position": 3}))[0] == 200


async def test_followups_of_one_interaction(server: DiscordServer, guild: Guild, person: Person) -> None:
    client = BareClient()

    @client.tree.command(description="Says much")
    async def say(interaction: discord.Interaction) -> None:
        await interaction.response.defer()
        for n in range(7):
            await interaction.followup.send(str(n))

    async with running(client, server):
        await server.ready()
        exchange = await person.slash("say")
        await server.until(lambda: len(exchange.messages) == 7)
    assert server.rate_limited == 0


async def test_provoked_rate_limits_are_waited_for(server: DiscordServer, guild: Guild) -> None:
    client = BareClient()
    async with running(client, server):
        server.faults.rate_limit("/messages$", 0.2)
        began = time.monotonic()
        await client.text("general").send("patient")
        assert time.monotonic() - began >= 0.2
    assert (server.rate_limited, server.violations) == (1, [])


async def test_who_does_not_wait_for_a_provoked_limit_is_at_fault(
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


async def test_a_proxy_s_page_stands_for_an_answer(server: DiscordServer, guild: Guild) -> None:
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


async def test_refusals_before_and_after(server: DiscordServer, guild: Guild) -> None:
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


async def test_cuts_before_and_after(server: DiscordServer, guild: Guild) -> None:
    client = BareClient()
    general = guild.channel("general")
    async with running(client, server):
        for before in (True, False):
            server.faults.cut("POST", "/messages", before=before)
            with pytest.raises((aiohttp.ClientError, OSError)):
                await client.text("general").send(f"before={before}")
    assert [m.content for m in general.history] == ["before=False"]
    assert server.violations == []


async def test_holds_before_and_after(server: DiscordServer, guild: Guild) -> None:
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


async def test_a_clock_that_stands_still_shuts_nobody_out() -> None:
    async with DiscordServer(SystemClock()) as server:
        guild = server.new_guild("A-CIP")
        server.invite(guild, permissions=BOT_PERMISSIONS)
        with pytest.raises(TimeoutError, match="never"):
            await server.until(lambda: False, 0.05, "never")


async def test_the_log_keeps_bodies_and_answers(server: DiscordServer, guild: Guild, api: Api) -> None:
    seen: list[str] = []
    server.on_request(lambda request: seen.append(request.path))
    path = f"/channels/{guild.channel('general').id}/messages"
    await api("POST", path, {"content": "kept"})
    entry = server.log[-1]
    assert (entry.route, entry.body, entry.status) == ("/channels/{channel_id}/messages", {"content": "kept"}, 200)
    assert entry.answer["content"] == "kept"
    assert seen == [path]
