"""Who is in the stage, as Discord tells it: comings and goings, and who is there after the connection was away.

discord.py keeps every voice state of a server, without keeping its members.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import discord
from discord.ext import commands

from bot.chat import channel_bindings as places
from bot.chat.client import Atelier
from bot.chat.compat.gateway_keep_alive import silence
from bot.features.attendance.voice_presence import Usher
from bot.workshop.context import WorkshopContext


class VoiceCog(commands.Cog):
    def __init__(self, client: Atelier) -> None:
        self._client = client
        self._ushers: dict[str, Usher] = {}

    async def cog_unload(self) -> None:
        await asyncio.gather(*(usher.stop() for usher in self._ushers.values()))

    @commands.Cog.listener()
    async def on_voice_state_update(
        self, member: discord.Member, before: discord.VoiceState, after: discord.VoiceState
    ) -> None:
        for usher, guild in self._watching(member.guild):
            stage = places.channel(usher.context, guild, "stage")
            if stage and after.channel and after.channel.id == stage.id:
                usher.came(member.id)
            else:
                usher.left(member.id)

    @commands.Cog.listener()
    async def on_raw_member_remove(self, event: discord.RawMemberRemoveEvent) -> None:
        guild = self._client.get_guild(event.guild_id)
        for usher, _guild in self._watching(guild):
            usher.left(event.user.id)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        self._see(channel.guild)

    @commands.Cog.listener()
    async def on_guild_channel_update(self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel) -> None:
        """A channel renamed may be the stage now, or no longer."""
        self._see(after.guild)

    # the connection

    @commands.Cog.listener()
    async def on_shard_disconnect(self, shard: int) -> None:
        unnoticed = timedelta(seconds=silence(shard))
        for guild in self._of_shard(shard):
            for usher, _guild in self._watching(guild):
                usher.look_away(usher.context.now() - unnoticed)

    @commands.Cog.listener()
    async def on_shard_connect(self, shard: int) -> None:
        """Connected anew: who comes is told from now on, and who is there when all servers have come."""
        for guild in self._of_shard(shard):
            for usher in self._ushers_of(guild):
                usher.listen()

    @commands.Cog.listener()
    async def on_guild_unavailable(self, guild: discord.Guild) -> None:
        for usher, _guild in self._watching(guild):
            usher.look_away()

    @commands.Cog.listener()
    async def on_shard_resumed(self, shard: int) -> None:
        """All that happened meanwhile has been told."""
        for guild in self._of_shard(shard):
            for usher, _guild in self._watching(guild):
                if not guild.unavailable:
                    usher.catch_up(_in_stage(usher.context, guild))

    @commands.Cog.listener()
    async def on_shard_ready(self, shard: int) -> None:
        for guild in self._of_shard(shard):
            self._look_again(guild)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """A room that names no server may have found its own only now that all shards have come."""
        for context in self._client.registry:
            guild = self._client.guild_of(context)
            if guild and context.id not in self._ushers:
                self._look_again(guild)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        if self._client.is_ready():
            self._look_again(guild)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        self._look_again(guild)

    def _look_again(self, guild: discord.Guild) -> None:
        for usher in () if guild.unavailable else self._ushers_of(guild):
            usher.look_again(_in_stage(usher.context, guild))

    def _ushers_of(self, guild: discord.Guild) -> list[Usher]:
        """Of each room of that server; who is not at work yet is set to work."""
        registry = [context for context in self._client.registry if self._client.guild_of(context) == guild]
        for context in registry:
            if context.id not in self._ushers:
                self._ushers[context.id] = Usher(context)
                self._ushers[context.id].start()
        return [self._ushers[context.id] for context in registry]

    def _of_shard(self, shard: int) -> list[discord.Guild]:
        return [guild for guild in self._client.guilds if guild.shard_id == shard]

    def _see(self, guild: discord.Guild) -> None:
        for usher, _guild in self._watching(guild):
            usher.see(_in_stage(usher.context, guild))

    def _watching(self, guild: discord.Guild | None) -> Iterator[tuple[Usher, discord.Guild]]:
        for usher in self._ushers.values():
            if guild and self._client.guild_of(usher.context) == guild:
                yield usher, guild


def _in_stage(context: WorkshopContext, guild: discord.Guild) -> list[int]:
    """The Discord ids of those in the stage now."""
    stage = places.channel(context, guild, "stage")
    return list(stage.voice_states) if isinstance(stage, discord.VoiceChannel | discord.StageChannel) else []
