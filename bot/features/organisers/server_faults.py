"""What the workshop needs of its Discord server and lacks, in one language."""

from collections.abc import Iterator, Sequence

import discord

from bot.chat import channel_bindings
from bot.chat.permissions import lacking, named
from bot.core.objections import Objection
from bot.features.organisers import objections_text
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats
from bot.workshop.context import WorkshopContext

NEEDED_TO_POST = discord.Permissions(view_channel=True, send_messages=True, embed_links=True, read_message_history=True)
"""Permissions to post in a channel, and to find the message again after a crash."""


def server_faults(_: Phrases, context: WorkshopContext, guild: discord.Guild) -> list[str]:
    """One sentence for each thing that is missing or not used, with the way to fix it."""
    if guild.me.is_timed_out() and guild.me.timed_out_until:
        until = Formats(_.language, context.workshop.zone).moment(guild.me.timed_out_until)
        return [
            _("I am timed out until %(until)s, and can post nothing. End that in the list of members.", until=until)
        ]
    missing = lacking(guild.me.guild_permissions)
    faults = [_("I lack the permission %(name)s.", name=name) for name in named(_, missing)]
    if context.guild is None:
        faults.append(_("The workshop has not begun on this server: /workshop setup does that."))
    return [*faults, *_of_roles(_, context, guild), *_of_channels(_, context, guild, missing)]


def _of_roles(_: Phrases, context: WorkshopContext, guild: discord.Guild) -> Iterator[str]:
    f = Formats(_.language, context.workshop.zone)
    for which in channel_bindings.ROLES:
        found = channel_bindings.find_role(context, guild, which)
        if isinstance(found, Objection):
            yield objections_text.objection(_, f, found)
        elif found is None:
            name = getattr(context.workshop.roles, which)
            yield _("The role %(name)s is missing: /workshop setup makes it.", name=name)


def _of_channels(_: Phrases, context: WorkshopContext, guild: discord.Guild, missing: Sequence[str]) -> Iterator[str]:
    f = Formats(_.language, context.workshop.zone)
    for purpose, name in channel_bindings.channel_names(context).items():
        found = channel_bindings.find_channel(context, guild, purpose)
        if isinstance(found, Objection):
            yield objections_text.objection(_, f, found)
            continue
        if found is None:
            yield _("The channel %(name)s is missing: /workshop setup makes it.", name=name)
            continue
        if purpose != "stage" and (denied := _denied_here(found, missing)):
            yield _("In %(channel)s I lack: %(names)s.", channel=found.mention, names=f.joined(named(_, denied)))
        if writers := channel_bindings.writers(context, found, purpose):
            yield objections_text.writers(_, f, found.mention, writers)


def _denied_here(channel: channel_bindings.Place, missing: Sequence[str]) -> list[str]:
    """Permissions that the bot lacks in this channel, without those that it lacks in the whole server."""
    return [name for name in lacking(channel.permissions_for(channel.guild.me), NEEDED_TO_POST) if name not in missing]
