"""What speaks against a role or channel that stands in the server: it is not used if it would give anybody too much.

The same rules hold before setup, at setup and at any time later: permissions change.
"""

import discord

from bot.chat.permissions import ORGANISERS_ONLY, STAFF_ONLY, carried
from bot.core.objections import Objection, Why


def of_role(which: str, role: discord.Role, also: frozenset[str]) -> Objection | None:
    """What speaks against `role` as the role `which`; `also` are the other roles of the workshop that it is too."""
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
    """What speaks against `channel` as one that only organisers see, and whom they let in."""
    seen_by = not_let_in(channel, "view_channel", organisers, coordinators)
    return Objection(Why.OPEN, channel.mention, roles=tuple(role.name for role in seen_by)) if seen_by else None


def not_let_in(
    channel: discord.abc.GuildChannel,
    permission: str,
    organisers: list[discord.Role],
    coordinators: list[discord.Role],
) -> list[discord.Role]:
    """Roles that have `permission` in the channel, though nobody gave it to them there and they are no organisers'.

    @everyone and the coordinators' role are named although someone gave it to them. If @everyone has it, so have all.
    Channels are what permissions make of them (Discord, Permissions, Permission Overwrites).
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
