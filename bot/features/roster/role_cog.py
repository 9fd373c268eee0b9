"""Gives the coordinators' role to participants who come back to the server: Discord removes the roles of those who
leave.

Openings mention the role.
"""

import asyncio

import discord
from discord.ext import commands

from bot.chat import roles
from bot.chat.client import Atelier


class RoleCog(commands.Cog):
    def __init__(self, client: Atelier) -> None:
        self._client = client
        self._giving: dict[int, asyncio.Task[None]] = {}
        """By server."""

    async def cog_unload(self) -> None:
        for task in self._giving.values():
            task.cancel()
        await asyncio.gather(*self._giving.values(), return_exceptions=True)

    @commands.Cog.listener()
    async def on_member_join(self, member: discord.Member) -> None:
        context = self._client.registry.of_guild(member.guild.id)
        if context and context.participant(member.id):
            await roles.give(context, member)

    @commands.Cog.listener()
    async def on_uncached_member_update(self, member: discord.Member) -> None:
        """Give the role to members who have just accepted the rules. Others may lack it because somebody removed it."""
        context = self._client.registry.of_guild(member.guild.id)
        if context and member.id in context.pending_members and not member.pending:
            context.pending_members.discard(member.id)
            if context.participant(member.id):
                await roles.give(context, member)

    # The bot was away: people may have left and come back, or accepted the rules

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        for guild in self._client.guilds:
            self._give_to_all(guild)

    @commands.Cog.listener("on_guild_join")
    @commands.Cog.listener("on_guild_available")
    async def on_server_back(self, guild: discord.Guild) -> None:
        if self._client.is_ready():
            self._give_to_all(guild)

    def _give_to_all(self, guild: discord.Guild) -> None:
        """In the background: Discord limits how fast roles change."""
        context = self._client.registry.of_guild(guild.id)
        if context is None or guild.unavailable:
            return
        if earlier := self._giving.get(guild.id):
            earlier.cancel()
        self._giving[guild.id] = asyncio.create_task(roles.give_to_all(context, guild), name=f"roles of {context.id}")
