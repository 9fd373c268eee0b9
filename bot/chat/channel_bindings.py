"""Where things are at Discord: a workshop's roles and channels, found by what we made, by id, or by name."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.workshop.context import WorkshopContext

Place = discord.TextChannel | discord.VoiceChannel | discord.StageChannel


def stored_name(name: str) -> str:
    """`name` as Discord stores a text channel's: lower case, hyphens for spaces."""
    return "-".join(name.lower().split())


def role(
    context: WorkshopContext, guild: discord.Guild, which: str, among: Sequence[discord.Role] | None = None
) -> discord.Role | None:
    """The role of `which` (organiser, facilitator, coordinator) in this server; `among` is what it has just now."""
    name: str = getattr(context.workshop.roles, which)
    for id in (context.bindings.get(role_purpose(which, name), 0), int(name) if name.isdigit() else 0):
        if bound := guild.get_role(id) if among is None else discord.utils.get(among, id=id):
            return bound
    return discord.utils.get(guild.roles if among is None else among, name=name)


def role_purpose(which: str, name: str) -> str:
    """What a role found or made is bound as: configured otherwise, it is another."""
    return f"role:{which}:{name}"


def channel_purpose(purpose: str, name: str) -> str:
    return f"channel:{purpose}:{name}"


def channel_names(context: WorkshopContext) -> dict[str, str]:
    """Purpose to configured name of every channel; announcements per language are `announcements:fr` and so on."""
    channels = context.workshop.channels
    names = {"plenary": channels.plenary, "organisers": channels.organisers, "key_messages": channels.key_messages}
    if isinstance(channels.announcements, str):
        names = {"announcements": channels.announcements, **names}
    else:
        names = {f"announcements:{language}": name for language, name in channels.announcements.items()} | names
    for purpose in ("interpreters", "stage"):
        name = getattr(channels, purpose)
        if name:
            names[purpose] = name
    return names


def announcements(language: str) -> str:
    """The purpose of the channel that announcements in `language` go to; empty where one message carries all."""
    return f"announcements:{language}" if language else "announcements"


def channel(
    context: WorkshopContext,
    guild: discord.Guild,
    purpose: str,
    among: Sequence[discord.abc.GuildChannel] | None = None,
) -> Place | None:
    """The channel of `purpose`: the one we bound, else by id, else by name and type."""
    name = channel_names(context).get(purpose)
    if name is None:
        return None
    kinds = (discord.VoiceChannel, discord.StageChannel) if purpose == "stage" else (discord.TextChannel,)
    channels = [each for each in (guild.channels if among is None else among) if isinstance(each, kinds)]
    for id in (context.bindings.get(channel_purpose(purpose, name), 0), int(name) if name.isdigit() else 0):
        if bound := discord.utils.get(channels, id=id):
            return bound
    return discord.utils.get(channels, name=name if purpose == "stage" else stored_name(name))


def text_channel(context: WorkshopContext, guild: discord.Guild, purpose: str) -> discord.TextChannel | None:
    found = channel(context, guild, purpose)
    return found if isinstance(found, discord.TextChannel) else None
