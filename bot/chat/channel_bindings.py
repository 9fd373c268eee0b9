"""Finds a workshop's roles and channels at Discord: by the binding in the database, by id, or by name."""

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
    """The role `which` (organiser, facilitator, coordinator) of this server; None if there is none.

    `among`: the server's roles, if they were fetched a moment ago; else those in the cache are searched.
    """
    name: str = getattr(context.workshop.roles, which)
    for id in (context.bindings.get(role_purpose(which, name), 0), int(name) if name.isdigit() else 0):
        if bound := guild.get_role(id) if among is None else discord.utils.get(among, id=id):
            return bound
    return discord.utils.get(guild.roles if among is None else among, name=name)


def role_purpose(which: str, name: str) -> str:
    """The purpose under which a role is bound. It includes the configured name: another name is another role."""
    return f"role:{which}:{name}"


def channel_purpose(purpose: str, name: str) -> str:
    return f"channel:{purpose}:{name}"


def channel_names(context: WorkshopContext) -> dict[str, str]:
    """The configured name of every channel, by purpose; announcements per language are `announcements:fr` and so on."""
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
    """The purpose of the channel for announcements in `language`; empty: in all languages in one message."""
    return f"announcements:{language}" if language else "announcements"


def channel(
    context: WorkshopContext,
    guild: discord.Guild,
    purpose: str,
    among: Sequence[discord.abc.GuildChannel] | None = None,
) -> Place | None:
    """The channel of `purpose`: the bound one, else by id, else by name and type. `among`: as for `role`."""
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
