"""Passes Discord's voice and connection events to the voice presence of each workshop.

discord.py caches every voice state of a server, also of members that it does not cache.
"""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import discord
from discord.ext import commands

from bot.chat import channel_bindings
from bot.chat.client import Atelier
from bot.chat.compat.gateway_keep_alive import silence
from bot.features.attendance.voice_presence import VoicePresence
from bot.workshop.context import WorkshopContext


class VoiceCog(commands.Cog):
    def __init__(self, client: Atelier) -> None:
        self._client = client
        self._presences: dict[str, VoicePresence] = {}
        """By workshop."""

    async def cog_unload(self) -> None:
        await asyncio.gather(*(presence.stop() for presence in self._presences.values()))

    # Voice states

    @commands.Cog.listener()
    async def on_voice_state_update(
        self, member: discord.Member, before: discord.VoiceState, after: discord.VoiceState
    ) -> None:
        for presence in self._started_in(member.guild.id):
            stage = channel_bindings.channel(presence.context, member.guild, "stage")
            if stage and after.channel and after.channel.id == stage.id:
                presence.tracker.joined(member.id)
            else:
                presence.tracker.left(member.id)

    @commands.Cog.listener()
    async def on_raw_member_remove(self, event: discord.RawMemberRemoveEvent) -> None:
        for presence in self._started_in(event.guild_id):
            presence.tracker.left(event.user.id)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        self._update(channel.guild)

    @commands.Cog.listener()
    async def on_guild_channel_update(self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel) -> None:
        """A renamed channel may become the stage channel, or stop being it."""
        self._update(after.guild)

    def _update(self, guild: discord.Guild) -> None:
        for presence in self._started_in(guild.id):
            presence.tracker.update(_members_in_stage(presence.context, guild))

    # The connection

    @commands.Cog.listener()
    async def on_shard_disconnect(self, shard: int) -> None:
        unnoticed = timedelta(seconds=silence(shard))
        for guild in self._guilds_of(shard):
            for presence in self._started_in(guild.id):
                presence.tracker.connection_lost(presence.context.now() - unnoticed)

    @commands.Cog.listener()
    async def on_shard_connect(self, shard: int) -> None:
        for guild in self._guilds_of(shard):
            for presence in self._start_in(guild):
                presence.tracker.events_started()

    @commands.Cog.listener("on_guild_unavailable")
    @commands.Cog.listener("on_guild_remove")
    async def on_server_lost(self, guild: discord.Guild) -> None:
        """The server has an outage, or the bot was removed from it."""
        for presence in self._started_in(guild.id):
            presence.tracker.server_lost()

    @commands.Cog.listener()
    async def on_shard_resumed(self, shard: int) -> None:
        for guild in self._guilds_of(shard):
            self._connected(guild)

    @commands.Cog.listener()
    async def on_shard_ready(self, shard: int) -> None:
        for guild in self._guilds_of(shard):
            self._connected(guild)

    @commands.Cog.listener()
    async def on_workshop_bound(self, guild: discord.Guild) -> None:
        """`/workshop setup` has chosen the server of a workshop that named none."""
        self._connected(guild)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        if self._client.is_ready():
            self._connected(guild)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        self._connected(guild)

    def _connected(self, guild: discord.Guild) -> None:
        if not guild.unavailable:
            for presence in self._start_in(guild):
                presence.tracker.connected(_members_in_stage(presence.context, guild))

    def _start_in(self, guild: discord.Guild) -> list[VoicePresence]:
        """The voice presence of each workshop in this server, started if it is not running."""
        contexts = [context for context in self._client.registry if self._client.guild_of(context) == guild]
        for context in contexts:
            if context.id not in self._presences:
                self._presences[context.id] = VoicePresence(context)
                self._presences[context.id].start()
        return [self._presences[context.id] for context in contexts]

    def _started_in(self, guild: int) -> Iterator[VoicePresence]:
        """The running voice presences of this server. The bot may have left the server."""
        for presence in self._presences.values():
            if presence.context.guild == guild:
                yield presence

    def _guilds_of(self, shard: int) -> list[discord.Guild]:
        return [guild for guild in self._client.guilds if guild.shard_id == shard]


def _members_in_stage(context: WorkshopContext, guild: discord.Guild) -> list[int]:
    """The Discord ids of the people in the stage channel now."""
    stage = channel_bindings.channel(context, guild, "stage")
    return list(stage.voice_states) if isinstance(stage, discord.VoiceChannel | discord.StageChannel) else []
