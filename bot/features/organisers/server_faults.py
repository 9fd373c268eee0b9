"""Permissions, roles and channels that the workshop needs and the Discord server lacks, in one language."""

from collections.abc import Sequence

import discord

from bot.chat import channel_bindings
from bot.chat.permissions import lacking, named
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats
from bot.workshop.context import WorkshopContext

NEEDED_TO_POST = discord.Permissions(view_channel=True, send_messages=True, embed_links=True, read_message_history=True)
"""Permissions to post in a channel, and to find the message again after a crash."""


def server_faults(_: Phrases, context: WorkshopContext, guild: discord.Guild) -> list[str]:
    """One sentence for each thing that is missing, with the way to fix it."""
    missing = lacking(guild.me.guild_permissions)
    faults = [_("I lack the permission %(name)s.", name=name) for name in named(_, missing)]
    for which in ("organiser", "facilitator", "coordinator"):
        if channel_bindings.role(context, guild, which) is None:
            name = getattr(context.workshop.roles, which)
            faults.append(_("The role %(name)s is missing: /workshop setup makes it.", name=name))
    for purpose, name in channel_bindings.channel_names(context).items():
        channel = channel_bindings.channel(context, guild, purpose)
        if channel is None:
            faults.append(_("The channel %(name)s is missing: /workshop setup makes it.", name=name))
        elif purpose != "stage" and (denied := _denied_here(channel, missing)):
            names = Formats(_.language, context.workshop.zone).joined(named(_, denied))
            faults.append(_("In %(channel)s I lack: %(names)s.", channel=channel.mention, names=names))
    return faults


def _denied_here(channel: channel_bindings.Place, missing: Sequence[str]) -> list[str]:
    """Permissions that the bot lacks in this channel, without those that it lacks in the whole server."""
    return [name for name in lacking(channel.permissions_for(channel.guild.me), NEEDED_TO_POST) if name not in missing]
