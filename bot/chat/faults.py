"""What is missing at Discord for a workshop to run: permissions, roles, channels; in one language."""

from __future__ import annotations

import discord

from bot.chat import places
from bot.chat.permissions import lacking, named
from bot.i18n.catalogue import Phrases
from bot.services.room import Room


def faults(_: Phrases, room: Room, guild: discord.Guild) -> list[str]:
    """A sentence each, that says what would do."""
    missing = lacking(guild.me.guild_permissions)
    found = [_("I lack the permission %(name)s.", name=name) for name in named(_, missing)]
    for which in ("organiser", "facilitator", "coordinator"):
        if places.role(room, guild, which) is None:
            name = getattr(room.workshop.roles, which)
            found.append(_("The role %(name)s is missing: /workshop setup makes it.", name=name))
    for purpose, name in places.channel_names(room).items():
        if places.channel(room, guild, purpose) is None:
            found.append(_("The channel %(name)s is missing: /workshop setup makes it.", name=name))
    return found
