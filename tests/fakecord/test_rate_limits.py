"""Rate limits, as discord.py meets them and as a client without a library does."""

import asyncio
import time
from datetime import timedelta

import discord

from bot.scheduling.clock import RehearsedClock, Setting
from fakecord import DiscordServer, Guild, Person
from tests.fakecord.conftest import Api, BareClient, running


async def test_discord_py_waits_and_succeeds(server: DiscordServer, guild: Guild) -> None:
    client = BareClient()
    async with running(client, server):
        await asyncio.gather(*(client.text("general").send(str(n)) for n in range(17)))
    assert len(guild.channel("general").history) == 17
    assert server.rate_limited == 0
    assert server.violations == []


async def test_windows_run_on_the_servers_clock(server: DiscordServer, guild: Guild, api: Api) -> None:
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


async def test_not_waiting_is_a_violation(server: DiscordServer, guild: Guild, api: Api, clock: RehearsedClock) -> None:
    clock.run(0)
    path = f"/channels/{guild.channel('general').id}/messages"
    for _ in range(6):
        await api("POST", path, {"content": "x"})
    await asyncio.sleep(0.15)
    await api("POST", path, {"content": "x"})
    assert [v.status for v in server.violations] == [429]


async def test_the_global_limit_does_not_count_interactions(
    server: DiscordServer, guild: Guild, api: Api, clock: RehearsedClock
) -> None:
    clock.run(0.1)
    for _ in range(50):
        assert (await api("GET", f"/guilds/{guild.id}/roles"))[0] == 200
    status, answer = await api("GET", f"/guilds/{guild.id}")
    assert (status, answer["global"]) == (429, True)
    assert (await api("POST", "/interactions/1/none/callback", {"type": 4}))[1]["code"] == 10062


async def test_a_channel_can_be_renamed_twice_in_ten_minutes(guild: Guild, api: Api) -> None:
    path = f"/channels/{guild.channel('general').id}"
    statuses = [(await api("PATCH", path, {"name": f"n{n}"}))[0] for n in range(3)]
    assert statuses == [200, 200, 429]
    assert (await api("PATCH", path, {"position": 3}))[0] == 200


async def test_discord_py_paces_followups(server: DiscordServer, guild: Guild, person: Person) -> None:
    client = BareClient()

    @client.tree.command(description="Says much")
    async def say(interaction: discord.Interaction) -> None:
        await interaction.response.defer()
        for n in range(7):
            await interaction.followup.send(str(n))

    async with running(client, server):
        await server.ready()
        response = await person.slash("say")
        await server.until(lambda: len(response.messages) == 7)
    assert server.rate_limited == 0


async def test_old_messages_are_edited_three_times_in_six_seconds(
    server: DiscordServer, guild: Guild, api: Api, clock: RehearsedClock
) -> None:
    path = f"/channels/{guild.channel('general').id}/messages"
    _, old = await api("POST", path, {"content": "old"})
    clock.set(Setting(clock.now() + timedelta(hours=1, seconds=1), time.time(), 0.0))
    _, new = await api("POST", path, {"content": "new"})
    edits = [await api("PATCH", f"{path}/{old['id']}", {"content": str(n)}) for n in range(4)]
    assert [status for status, _ in edits] == [200, 200, 200, 429]
    assert edits[3][1]["code"] == 30046
    assert edits[3][1]["retry_after"] <= 6
    assert (await api("PATCH", f"{path}/{new['id']}", {"content": "newer"}))[0] == 200
