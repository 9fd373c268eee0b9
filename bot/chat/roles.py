"""Gives and takes the coordinators' role. If Discord refuses, that is logged, and the caller goes on."""

import logging

import discord

from bot.chat import channel_bindings as places
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)


async def give(context: WorkshopContext, member: discord.User | discord.Member) -> None:
    """Give the coordinators' role, unless they have it or are not in the server."""
    role = places.role(context, member.guild, "coordinator") if isinstance(member, discord.Member) else None
    if role and isinstance(member, discord.Member) and role not in member.roles:
        try:
            await member.add_roles(role)
        except discord.HTTPException as refused:
            log.warning("The role %s could not be given: %s", role.name, refused)


async def give_to_all(context: WorkshopContext, guild: discord.Guild) -> None:
    """Give it to each participant who lacks it: they joined while there was no role, or none that could be used."""
    role = places.role(context, guild, "coordinator")
    if role is None:
        return
    async for member in guild.fetch_members(limit=None):
        if context.participant(member.id) and role not in member.roles:
            await give(context, member)


async def take(context: WorkshopContext, member: discord.User | discord.Member) -> None:
    role = places.role(context, member.guild, "coordinator") if isinstance(member, discord.Member) else None
    if role and isinstance(member, discord.Member):
        try:
            await member.remove_roles(role)
        except discord.HTTPException as refused:
            log.warning("The role %s could not be taken: %s", role.name, refused)
