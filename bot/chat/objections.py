"""Objections to existing roles and channels of the server: they are not used if they would give somebody too many
rights.

The same rules apply before setup, at setup and later, because permissions change.
"""

import discord

from bot.chat.permissions import ORGANISERS_ONLY, STAFF_ONLY, carried
from bot.core.objections import Objection, Why


def of_role(which: str, role: discord.Role, also: frozenset[str]) -> Objection | None:
    """The objection to `role` as the role `which`.

    `also` are the other purposes of the workshop that use the same role.
    """
    if role.managed:
        return Objection(Why.MANAGED, role.name)
    if which == "coordinator":
        if also:
            return Objection(Why.SHARED, role.name)
    elif role.is_default() or role.flags.in_prompt:
        return Objection(Why.EVERYONE, role.name)
    too_many = {"coordinator": STAFF_ONLY, "facilitator": ORGANISERS_ONLY}.get(which, discord.Permissions.none())
    if "organiser" not in also and (found := carried(role.permissions, too_many)):
        return Objection(Why.PERMISSIONS, role.name, permissions=tuple(found))
    return None


def of_hidden_channel(
    channel: discord.abc.GuildChannel, organisers: list[discord.Role], coordinators: list[discord.Role]
) -> Objection | None:
    """The objection to `channel` as one that only organisers may see, and people whom they gave access."""
    seen_by = roles_with_access_by_default(channel, "view_channel", organisers, coordinators)
    return Objection(Why.OPEN, channel.mention, roles=tuple(role.name for role in seen_by)) if seen_by else None


def roles_with_access_by_default(
    channel: discord.abc.GuildChannel,
    permission: str,
    organisers: list[discord.Role],
    coordinators: list[discord.Role],
) -> list[discord.Role]:
    """Roles that have `permission` in the channel without an overwrite that grants it, except the organisers' roles.

    @everyone and the coordinators' role are included even if an overwrite grants it. If @everyone has it, all roles
    have it. Channels are what permissions make of them (Discord, Permissions, Permission Overwrites).
    """

    def has_it(role: discord.Role) -> bool:
        held = channel.permissions_for(role)
        return held.view_channel and getattr(held, permission) is True

    everyone = channel.guild.default_role
    if has_it(everyone):
        return [everyone]
    return [
        role
        for role in channel.guild.roles
        if has_it(role)
        and not (role in organisers or role.is_bot_managed() or carried(role.permissions, ORGANISERS_ONLY))
        and (role in coordinators or channel.overwrites_for(role).is_empty())
    ]
