"""The gateway: identifying, events, resuming, sharding."""

import asyncio
import json
from typing import Any

import aiohttp
import discord
import pytest

from fakecord import DiscordServer, Guild, Permission, Person
from tests.fakecord.conftest import Api, BareClient, running


async def test_the_guild_arrives_with_everything_in_it(server: DiscordServer, guild: Guild, person: Person) -> None:
    stage = guild.new_channel("Plenary", "stage")
    person.join_voice(stage)
    client = BareClient()
    async with running(client, server):
        home = client.home
        assert (home.name, home.member_count) == ("A-CIP", 3)
        assert {m.display_name for m in home.members} == {"Secretariat", "Malawi – Chisomo", "Bot"}
        assert [c.name for c in home.channels] == ["general", "Plenary"]
        assert [m.id for m in home.stage_channels[0].members] == [person.id]
        assert home.me.guild_permissions.manage_roles
        assert client.application is not None
    assert server.violations == []


async def test_a_wrong_token_is_refused(server: DiscordServer, guild: Guild, api: Api) -> None:
    client = BareClient()
    with pytest.raises(discord.LoginFailure):
        await client.start("wrong")
    await client.close()
    assert await api("GET", "/users/@me", token="wrong") == (401, {"message": "401: Unauthorized", "code": 0})


async def test_a_privileged_intent_must_be_granted(server: DiscordServer, guild: Guild) -> None:
    client = BareClient(intents=discord.Intents.all())
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with running(client, server):
            pass
    assert [v.code for v in server.violations] == [4014]


async def test_events_need_their_intent(server: DiscordServer, guild: Guild, person: Person) -> None:
    client = BareClient(intents=discord.Intents(guilds=True))
    voice = guild.new_channel("Lounge", "voice")
    async with running(client, server):
        person.say(guild.channel("general"), "hello")
        person.join_voice(voice)
        server.new_person(guild, "Togo – Afi")
        guild.new_channel("last")
        await client.wait_for("guild_channel_create", timeout=2)
    assert [e for e in client.received if e not in ("READY", "GUILD_CREATE")] == ["CHANNEL_CREATE"]


async def test_the_content_of_messages_is_blank_without_the_intent(
    server: DiscordServer, guild: Guild, person: Person
) -> None:
    client = BareClient()
    received: list[str] = []

    async def on_message(message: discord.Message) -> None:
        received.append(message.content)

    client.event(on_message)
    async with running(client, server):
        general = guild.channel("general")
        person.say(general, "secret")
        person.say(general, f"{server.bot.mention} look")
        person.say(person.direct, "direct")
        await client.text("general").send("own")
        await server.until(lambda: general.history[-1].content == "own")
        await asyncio.sleep(0.05)
    assert received == ["", f"{server.bot.mention} look", "direct", "own"]


async def test_a_resumed_session_gets_the_events_it_missed(server: DiscordServer, guild: Guild, person: Person) -> None:
    client = BareClient()
    received: list[str] = []
    client.event(_collect("on_guild_channel_create", received))
    async with running(client, server):
        resumed = asyncio.create_task(client.wait_for("resumed", timeout=10))
        await asyncio.sleep(0)
        await server.faults.drop_gateway()
        guild.new_channel("missed")
        await resumed
        await server.until(lambda: received)
        assert client.received.count("READY") == 1
    assert received == ["missed"]
    assert server.violations == []


async def test_a_session_that_cannot_resume_starts_again(server: DiscordServer, guild: Guild, person: Person) -> None:
    client = BareClient()
    async with running(client, server):
        await server.faults.drop_gateway(4000, resumable=False)
        guild.new_channel("missed")
        await client.wait_for("ready", timeout=10)
        assert client.received.count("READY") == 2
        assert [c.name for c in client.home.text_channels] == ["general", "missed"]


async def test_reconnect_and_invalid_session(server: DiscordServer, guild: Guild) -> None:
    client = BareClient()
    async with running(client, server):
        server.faults.ask_to_reconnect()
        await client.wait_for("resumed", timeout=10)
        await server.faults.invalidate_session(resumable=True)
        await client.wait_for("resumed", timeout=10)
    assert server.violations == []


def _collect(name: str, received: list[str]) -> Any:
    async def listener(channel: discord.abc.GuildChannel) -> None:
        received.append(channel.name)

    listener.__name__ = name
    return listener


class Socket:
    """A gateway client without a library."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def send(self, op: int, data: Any) -> None:
        await self.socket.send_str(json.dumps({"op": op, "d": data}))

    async def next(self) -> Any:
        message = await self.socket.receive(timeout=3)
        return json.loads(message.data) if message.type == aiohttp.WSMsgType.TEXT else message.data


async def test_protocol_errors_close_the_connection(server: DiscordServer, guild: Guild) -> None:
    for frames, code in (
        ([(8, {"guild_id": str(guild.id)})], 4003),
        ([(2, {"token": "wrong", "intents": 1})], 4004),
        ([(2, {"token": server.token, "intents": 1 << 30})], 4013),
        ([(2, {"token": server.token, "intents": 1, "shard": [2, 2]})], 4010),
        ([(2, {"token": server.token, "intents": 1, "shard": ["0", "1"]})], 4010),
        ([(1, "x" * 5000)], 4002),
        ([(99, None)], 4003),
        ([(1, None)] * 121, 4008),
    ):
        async with aiohttp.ClientSession() as session, session.ws_connect(server.gateway_url) as socket:
            client = Socket(socket)
            assert (await client.next())["op"] == 10
            for op, data in frames:
                await client.send(op, data)
            while isinstance(answer := await client.next(), dict):
                assert answer["op"] == 11
            assert (answer, server.violations[-1].code) == (code, code)


async def test_a_silent_client_is_disconnected() -> None:
    async with DiscordServer(heartbeat_s=0.1) as server:
        server.new_guild("A-CIP")
        async with aiohttp.ClientSession() as session, session.ws_connect(server.gateway_url) as socket:
            assert (await socket.receive_json())["d"]["heartbeat_interval"] == 100
            assert (await socket.receive(timeout=5)).data == 4009


async def test_unanswered_heartbeats_make_the_client_reconnect(server: DiscordServer, guild: Guild) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(server.gateway_url) as socket:
        client = Socket(socket)
        await client.next()
        server.faults.ignore_heartbeats()
        await client.send(1, None)
        with pytest.raises(TimeoutError):
            await socket.receive(timeout=0.1)


async def test_each_shard_gets_its_guilds(server: DiscordServer, guild: Guild) -> None:
    server.world.portal.max_concurrency = 2
    mine = (guild.id >> 22) % 2
    async with aiohttp.ClientSession() as session:
        for shard in (0, 1):
            async with session.ws_connect(server.gateway_url) as socket:
                client = Socket(socket)
                await client.next()
                await client.send(2, {"token": server.token, "intents": 1, "shard": [shard, 2]})
                ready = await client.next()
                assert [g["id"] for g in ready["d"]["guilds"]] == ([str(guild.id)] if shard == mine else [])


async def test_shards_identify_one_after_the_other(server: DiscordServer, guild: Guild) -> None:
    async def identify(shard: int, count: int) -> int:
        async with aiohttp.ClientSession() as session, session.ws_connect(server.gateway_url) as socket:
            client = Socket(socket)
            await client.next()
            await client.send(2, {"token": server.token, "intents": 1, "shard": [shard, count]})
            answer = await client.next()
            return answer["op"] if isinstance(answer, dict) else int(answer)

    assert [await identify(0, 2), await identify(1, 2)] == [0, 9]
    server.world.portal.max_concurrency = 16
    assert [await identify(1, 17), await identify(16, 17), await identify(2, 17)] == [0, 9, 0]


async def test_too_many_guilds_need_sharding(server: DiscordServer, guild: Guild, api: Api) -> None:
    server.world.gateway.sharding.max_guilds_per_shard = 0
    async with aiohttp.ClientSession() as session, session.ws_connect(server.gateway_url) as socket:
        client = Socket(socket)
        await client.next()
        await client.send(2, {"token": server.token, "intents": 1, "shard": [(guild.id >> 22) % 2, 2]})
        assert await client.next() == 4011
    server.world.portal.shards = 4
    status, answer = await api("GET", "/gateway/bot")
    assert (status, answer["shards"], answer["session_start_limit"]["remaining"]) == (200, 4, 1000)


async def test_a_person_leaves_and_comes_back(server: DiscordServer, guild: Guild, person: Person) -> None:
    client = BareClient()
    voice = guild.new_channel("Lounge", "voice")
    person.join_voice(voice)
    guild.give(person, guild.new_role("Coordinators"))
    async with running(client, server):
        leaving = asyncio.create_task(client.wait_for("member_remove", timeout=5))
        await asyncio.sleep(0)
        await person.leave_guild()
        assert (await leaving).id == person.id
        assert guild.members_in(voice) == []
        coming = asyncio.create_task(client.wait_for("member_join", timeout=5))
        await asyncio.sleep(0)
        await person.rejoin()
        assert (await coming).roles == [client.home.default_role]


async def test_the_bot_is_invited_while_connected(server: DiscordServer) -> None:
    client = BareClient()
    async with running(client, server):
        guild = server.new_guild("Next year")
        server.invite(guild, permissions=int(Permission.SEND_MESSAGES))
        joined = await client.wait_for("guild_join", timeout=5)
        assert joined.name == "Next year"
