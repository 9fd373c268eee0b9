"""Stages and voice channels."""

import asyncio

import discord
import pytest

from fakecord import DiscordServer, Guild, NotAllowed, Permission, Person
from tests.fakecord.conftest import Api, BareClient, running


async def test_a_stage_opens_and_closes(server: DiscordServer, guild: Guild, person: Person) -> None:
    stage = guild.new_channel("Plenary", "stage")
    client = BareClient()
    async with running(client, server):
        channel = client.home.stage_channels[0]
        opened = await channel.create_instance(topic="Day 1")
        with pytest.raises(discord.HTTPException) as refused:
            await channel.create_instance(topic="again")
        assert refused.value.code == 150006
        person.join_voice(stage)
        assert person.voice is not None
        assert person.voice.suppress
        member = client.home.get_member(person.id)
        assert member is not None
        await member.edit(suppress=False)
        assert not person.voice.suppress
        await opened.edit(topic="Day 2")
        await opened.delete()
        with pytest.raises(discord.NotFound):
            await channel.fetch_instance()
    assert guild.stages == {}


async def test_only_a_community_has_stages_made_by_bots(server: DiscordServer, guild: Guild, api: Api) -> None:
    path, body = f"/guilds/{guild.id}/channels", {"name": "Plenary", "type": 13}
    assert (await api("POST", path, body))[1]["code"] == 50024
    guild.community = True
    assert (await api("POST", path, body))[0] == 201


async def test_people_enter_move_and_leave(server: DiscordServer, guild: Guild, person: Person) -> None:
    lounge, closed = guild.new_channel("Lounge", "voice"), guild.new_channel("Closed", "voice")
    closed.set_overwrite(guild.everyone, deny=int(Permission.CONNECT))
    client = BareClient()
    moves: asyncio.Queue[tuple[str | None, str | None]] = asyncio.Queue()

    async def on_voice_state_update(
        member: discord.Member, before: discord.VoiceState, after: discord.VoiceState
    ) -> None:
        there, here = (s.channel.name if s.channel else None for s in (before, after))
        moves.put_nowait((there, here))

    client.event(on_voice_state_update)
    async with running(client, server):
        person.join_voice(lounge)
        assert await moves.get() == (None, "Lounge")
        with pytest.raises(NotAllowed):
            person.join_voice(closed)
        closed.set_overwrite(guild.everyone)
        person.join_voice(closed)
        assert await moves.get() == ("Lounge", "Closed")
        person.leave_voice()
        assert await moves.get() == ("Closed", None)
        person.join_voice(lounge)
        assert await moves.get() == (None, "Lounge")
        server.delete_channel(lounge)
        assert await moves.get() == ("Lounge", None)
