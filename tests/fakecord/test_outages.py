"""Outages of a guild, a bot that is kicked and invited again, and members who have not accepted the rules."""

import discord
import pytest

from fakecord import DiscordServer, Guild, NotAllowed, NotPossible, Person
from tests.fakecord.conftest import BOT_PERMISSIONS, Api, BareClient, running


async def test_an_outage_hides_the_guild_and_then_shows_it_as_it_is(
    server: DiscordServer, guild: Guild, person: Person
) -> None:
    lounge, client = guild.new_channel("Lounge", "voice"), BareClient()
    other = server.new_person(guild, "Other")
    person.join_voice(lounge)
    async with running(client, server):
        client.received.clear()
        with server.faults.guild_outage(guild):
            await client.wait_for("guild_unavailable", timeout=5)
            with pytest.raises(discord.DiscordServerError):
                await client.home.fetch_channels()
            with pytest.raises(NotPossible):
                person.say(guild.channel("general"), "hello")
            person.leave_voice()
            other.join_voice(lounge)
        await client.wait_for("guild_available", timeout=5)
        assert client.received == ["GUILD_DELETE", "GUILD_CREATE"]
        assert client.home.voice_channels[0].voice_states.keys() >= {other.id}
        assert (await client.home.fetch_channels())[0].guild.id == guild.id
    assert server.violations == []


async def test_an_outage_concerns_one_guild_and_the_requests_about_it(
    server: DiscordServer, guild: Guild, api: Api
) -> None:
    elsewhere, stage = server.new_guild("Elsewhere"), guild.new_channel("Stage", "stage")
    server.invite(elsewhere)
    with server.faults.guild_outage(guild):
        assert (await api("GET", f"/guilds/{guild.id}/roles"))[0] == 503
        assert (await api("GET", f"/channels/{stage.id}"))[0] == 503
        assert (await api("POST", "/stage-instances", {"channel_id": str(stage.id), "topic": "Day 1"}))[0] == 503
        assert (await api("GET", f"/guilds/{elsewhere.id}"))[0] == 200
        assert (await api("GET", "/users/@me"))[0] == 200
    assert (await api("GET", f"/guilds/{guild.id}/roles"))[0] == 200


async def test_a_client_that_connects_during_an_outage_gets_the_guild_afterwards(
    server: DiscordServer, guild: Guild
) -> None:
    client = BareClient()
    with server.faults.guild_outage(guild):
        async with running(client, server):
            assert client.home.unavailable
            assert client.received[-2:] == ["READY", "GUILD_DELETE"]


async def test_a_bot_that_is_kicked_loses_its_role_and_hears_nothing(
    server: DiscordServer, guild: Guild, person: Person
) -> None:
    client = BareClient()
    async with running(client, server):
        client.received.clear()
        server.kick_bot(guild)
        await client.wait_for("guild_remove", timeout=5)
        person.join_voice(guild.new_channel("Lounge", "voice"))
        assert [role.name for role in guild.roles.values()] == ["@everyone"]
        server.invite(guild, permissions=BOT_PERMISSIONS)
        await client.wait_for("guild_join", timeout=5)
        assert client.received[:2] == ["GUILD_DELETE", "GUILD_CREATE"]
        assert list(client.home.voice_channels[0].voice_states) == [person.id]


async def test_members_are_pending_until_they_accept_the_rules(server: DiscordServer, guild: Guild, api: Api) -> None:
    guild.screens_members = True
    awa, binta = server.new_person(guild, "Awa"), server.new_person(guild, "Binta")
    lounge, role = guild.new_channel("Lounge", "voice"), guild.new_role("Coordinators")
    guild.me.roles[0].move_to(5)
    with pytest.raises(NotAllowed):
        awa.say(guild.channel("general"), "hello")
    with pytest.raises(NotAllowed):
        awa.join_voice(lounge)
    awa.accept_rules()
    awa.join_voice(lounge)

    path = f"/guilds/{guild.id}/members/{binta.id}"
    assert (await api("GET", path))[1]["pending"] is True
    assert (await api("PUT", f"{path}/roles/{role.id}"))[0] == 204
    assert (await api("GET", path))[1]["pending"] is False
