"""Gives the organisers' role to the person who runs `/workshop setup`: they may only have *Manage Server*."""

import discord

from bot.chat import channel_bindings
from bot.features.organisers.model import SetupResult
from bot.features.organisers.server_setup import REASON, ROLE_PERMISSIONS, note_refusal
from bot.workshop.context import WorkshopContext


async def give_own_role(context: WorkshopContext, member: discord.User | discord.Member, result: SetupResult) -> None:
    """Give the role, unless they have it already, or it has permissions at Discord that an organiser should not
    have.
    """
    if not isinstance(member, discord.Member):
        return
    try:
        role = channel_bindings.find_role(context, member.guild, "organiser", await member.guild.fetch_roles())
        if not isinstance(role, discord.Role) or member.get_role(role.id):
            return
        now = await member.guild.fetch_member(member.id)  # another setup at the same time may have given it
        if now.get_role(role.id) or not _is_harmless(role, now):
            return
        await now.add_roles(role, reason=REASON)
        result.own_role = role.name
    except discord.HTTPException as refused:
        note_refusal(result, f"@{context.workshop.roles.organiser}", refused)


def _is_harmless(role: discord.Role, member: discord.Member) -> bool:
    """Whether the role adds no permissions: an older role of this name may have other permissions."""
    held = member.guild_permissions.value | ROLE_PERMISSIONS["organiser"].value
    return member.guild_permissions.administrator or role.permissions <= discord.Permissions(held)
