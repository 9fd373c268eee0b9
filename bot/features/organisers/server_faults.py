"""What is missing at Discord for a workshop to run: permissions, roles, channels; in one language."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.chat import channel_bindings as places
from bot.chat.permissions import lacking, named
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats
from bot.workshop.context import WorkshopContext

TO_POST = discord.Permissions(view_channel=True, send_messages=True, embed_links=True, read_message_history=True)
"""What it takes to say something in a channel, and to find it again after a crash."""


def faults(_: Phrases, context: WorkshopContext, guild: discord.Guild) -> list[str]:
    """A sentence each, that says what would do."""
    missing = lacking(guild.me.guild_permissions)
    found = [_("I lack the permission %(name)s.", name=name) for name in named(_, missing)]
    for which in ("organiser", "facilitator", "coordinator"):
        if places.role(context, guild, which) is None:
            name = getattr(context.workshop.roles, which)
            found.append(_("The role %(name)s is missing: /workshop setup makes it.", name=name))
    for purpose, name in places.channel_names(context).items():
        channel = places.channel(context, guild, purpose)
        if channel is None:
            found.append(_("The channel %(name)s is missing: /workshop setup makes it.", name=name))
        elif purpose != "stage" and (barred := _barred(channel, missing)):
            names = Formats(_.language, context.workshop.zone).joined(named(_, barred))
            found.append(_("In %(channel)s I lack: %(names)s.", channel=channel.mention, names=names))
    return found


def _barred(channel: places.Place, missing: Sequence[str]) -> list[str]:
    """What the bot may elsewhere and may not there."""
    return [name for name in lacking(channel.permissions_for(channel.guild.me), TO_POST) if name not in missing]
