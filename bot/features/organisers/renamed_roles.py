"""Hands over a role that the workshop file replaces by another: people with the former role get the new one.

The former role stays bound until everyone has the new one. So nobody is lost if the bot restarts, or if the role cannot
be created or given yet. The former role itself is not changed: setup changes no role.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import aiohttp
import discord

from bot.chat import channel_bindings, roles
from bot.core.programme import Roles
from bot.features.organisers.server_setup import REASON, ROLE_PERMISSIONS
from bot.workshop.bindings import unbind
from bot.workshop.context import WorkshopContext


@dataclass(frozen=True, slots=True)
class HandOver:
    """The `people` who get the role `new` because they have `former`.

    `too_much`: the new role has more permissions, so nobody gets it.
    """

    which: str
    former: discord.Role
    new: discord.Role
    people: list[discord.Member]
    too_much: bool


def renamed(context: WorkshopContext, roles: Roles) -> list[str]:
    """Which roles have another name in `roles`."""
    return [it for it in channel_bindings.ROLES if getattr(roles, it) != getattr(context.workshop.roles, it)]


def replaced(context: WorkshopContext, guild: discord.Guild, roles: Roles) -> dict[str, int]:
    """The Discord ids of the roles in use that `roles` replaces by others."""
    found = {which: channel_bindings.role(context, guild, which) for which in renamed(context, roles)}
    return {which: role.id for which, role in found.items() if role}


def noted(context: WorkshopContext, former: Mapping[str, int]) -> dict[str, int]:
    """The bindings that store `former`.

    A former role that was not handed over yet stays bound: people still have it.
    """
    bindings = {_purpose(which): id for which, id in former.items()}
    return {purpose: id for purpose, id in bindings.items() if purpose not in context.bindings}


async def find_hand_overs(context: WorkshopContext, guild: discord.Guild) -> list[HandOver]:
    """The roles that can be handed over now. Errors of Discord are raised."""
    found, server = list[HandOver](), list(await guild.fetch_roles()) if waiting(context) else []
    for which in sorted(waiting(context), key=channel_bindings.ROLES.index):
        former = discord.utils.get(server, id=context.bindings[_purpose(which)])
        new = channel_bindings.find_role(context, guild, which, server)
        if former is None or former == new:  # it was deleted, or the role itself was renamed
            await unbind(context, _purpose(which))
        elif isinstance(new, discord.Role) and _can_be_given(guild, new, server):
            found.append(await _hand_over(guild, which, former, new))
    return found


async def _hand_over(guild: discord.Guild, which: str, former: discord.Role, new: discord.Role) -> HandOver:
    everyone = guild.fetch_members(limit=None)
    people = [it async for it in everyone if it.get_role(former.id) and not (it.get_role(new.id) or it.bot)]
    held = former.permissions | ROLE_PERMISSIONS[which] | guild.default_role.permissions
    return HandOver(which, former, new, people, too_much=not new.permissions <= held)


def _can_be_given(guild: discord.Guild, role: discord.Role, server: list[discord.Role]) -> bool:
    """Positions in the cache are older than new roles: those in `server` count."""
    own = max((each for each in server if guild.me.get_role(each.id)), default=guild.me.top_role)
    return guild.me.guild_permissions.manage_roles and role < own


async def show_channels(context: WorkshopContext, guild: discord.Guild, hand_overs: list[HandOver]) -> None:
    """Show the organisers' channels to their new role, as to the former one. Errors of Discord are raised."""
    for each in hand_overs:
        for purpose in channel_bindings.HIDDEN if each.which == "organiser" and not each.too_much else ():
            channel = channel_bindings.channel(context, guild, purpose)
            shown = channel.overwrites_for(each.former) if channel else discord.PermissionOverwrite()
            if channel and shown.view_channel and channel.overwrites_for(each.new).is_empty():
                await channel.set_permissions(each.new, overwrite=shown, reason=REASON)


async def carry_out(context: WorkshopContext, hand_overs: list[HandOver]) -> None:
    """Give the roles, one person after the other: Discord limits how fast roles change."""
    for each in hand_overs:
        for member in () if each.too_much else each.people:
            await roles.give_role(member, each.new)
        await unbind(context, _purpose(each.which))


async def finish(context: WorkshopContext, guild: discord.Guild) -> None:
    """At the start of the bot, hand over roles that an earlier reload could not."""
    try:
        hand_overs = await find_hand_overs(context, guild)
        await show_channels(context, guild, hand_overs)
        await carry_out(context, hand_overs)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as refused:
        roles.log.warning("Roles of %s could not be handed over: %s", context.id, refused)


def waiting(context: WorkshopContext) -> set[str]:
    """The roles whose former role is not handed over yet."""
    return {which for which in channel_bindings.ROLES if _purpose(which) in context.bindings}


def _purpose(which: str) -> str:
    return f"former:{which}"
