"""Texts about what the workshop's Discord server lacks, in one language."""

from collections.abc import Iterator, Sequence

import discord

from bot.chat import channel_bindings
from bot.chat.escaping import escape_inline
from bot.chat.permissions import STAFF_ONLY, carried, lacking, named
from bot.core.objections import Objection
from bot.features.organisers import objections_text
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats
from bot.workshop.context import WorkshopContext

NEEDED_TO_POST = discord.Permissions(view_channel=True, send_messages=True, embed_links=True, read_message_history=True)
"""Permissions to post in a channel, and to find the message again after a crash."""


NEEDED_TO_MEET = discord.Permissions(view_channel=True, connect=True)
"""Permissions to come into a voice channel, and of the bot to announce an event in it (Discord, Guild Scheduled Event,
Permissions Requirements)."""
NEEDED_ON_STAGE = NEEDED_TO_MEET | discord.Permissions(manage_channels=True, mute_members=True, move_members=True)
"""The same of the bot where the channel is a stage: it is one of its moderators."""


def server_faults(_: Phrases, context: WorkshopContext, guild: discord.Guild) -> list[str]:
    """One sentence for each thing that is missing or cannot be used, with the way to fix it."""
    if guild.me.is_timed_out() and guild.me.timed_out_until:
        until = Formats(_.language, context.workshop.zone).moment(guild.me.timed_out_until)
        return [
            _("I am timed out until %(until)s, and can post nothing. End that in the list of members.", until=until)
        ]
    missing = lacking(guild.me.guild_permissions)
    faults = [_("I lack the permission %(name)s.", name=name) for name in named(_, missing)]
    if context.guild is None:
        return [*faults, _("The workshop is not set up on this server yet. To set it up: /workshop setup.")]
    return [*faults, *_of_roles(_, context, guild), *_of_channels(_, context, guild, missing)]


def channel_faults(_: Phrases, context: WorkshopContext, guild: discord.Guild) -> list[str]:
    """Those of `server_faults` that concern channels."""
    return list(_of_channels(_, context, guild, lacking(guild.me.guild_permissions)))


def _of_roles(_: Phrases, context: WorkshopContext, guild: discord.Guild) -> Iterator[str]:
    f = Formats(_.language, context.workshop.zone)
    for which in channel_bindings.ROLES:
        found = channel_bindings.find_role(context, guild, which)
        if isinstance(found, Objection):
            yield objections_text.objection(_, f, found)
        elif found is None:
            name = getattr(context.workshop.roles, which)
            yield _("The role %(name)s is missing. To create it: /workshop setup.", name=name)


def _of_channels(_: Phrases, context: WorkshopContext, guild: discord.Guild, missing: Sequence[str]) -> Iterator[str]:
    f = Formats(_.language, context.workshop.zone)
    for purpose, name in channel_bindings.channel_names(context).items():
        found = channel_bindings.find_channel(context, guild, purpose)
        if isinstance(found, Objection):
            yield objections_text.objection(_, f, found)
            continue
        if found is None:
            yield _("The channel %(name)s is missing. To create it: /workshop setup.", name=name)
            continue
        if denied := _denied_here(found, missing):
            yield _("In %(channel)s I lack: %(names)s.", channel=found.mention, names=f.joined(named(_, denied)))
        if purpose == "stage":
            yield from _of_participants(_, f, context, found)
        if writers := channel_bindings.writers(context, found, purpose):
            yield objections_text.writers(_, f, found.mention, writers)


def _of_participants(_: Phrases, f: Formats, context: WorkshopContext, voice: channel_bindings.Place) -> Iterator[str]:
    """Sentences about people who cannot join the voice channel."""
    for which in ("facilitator", "coordinator"):
        role = channel_bindings.role(context, voice.guild, which)
        if role and (denied := _kept_out(voice, role)):
            names = f.joined(named(_, denied))
            yield _(
                "Nobody with the role %(role)s can come into %(channel)s: give it there %(names)s.",
                role=escape_inline(role.name),
                channel=voice.mention,
                names=names,
            )


def _kept_out(voice: channel_bindings.Place, role: discord.Role) -> list[str]:
    """Permissions to join the voice channel that `role`, with @everyone, lacks.

    Empty if it lacks them in the whole server and another role is allowed to join here: its people may have that role.
    """
    denied = lacking(voice.permissions_for(role), NEEDED_TO_MEET)
    by_nature = lacking(voice.guild.default_role.permissions | role.permissions, NEEDED_TO_MEET)
    others = (each for each in voice.guild.roles if not (each.managed or carried(each.permissions, STAFF_ONLY)))
    if set(denied) <= set(by_nature) and any(not lacking(voice.permissions_for(it), NEEDED_TO_MEET) for it in others):
        return []
    return denied


def _denied_here(channel: channel_bindings.Place, missing: Sequence[str]) -> list[str]:
    """Permissions that the bot lacks in this channel, except those that it lacks in the whole server."""
    needed = NEEDED_TO_POST
    if not isinstance(channel, discord.TextChannel):
        needed = NEEDED_ON_STAGE if isinstance(channel, discord.StageChannel) else NEEDED_TO_MEET
    return [name for name in lacking(channel.permissions_for(channel.guild.me), needed) if name not in missing]
