"""The intents and permissions that the bot needs, each with its reason, and those it lacks."""

from __future__ import annotations

from collections.abc import Iterable

import discord

from bot.i18n.catalogue import Phrases, mark

NEEDED = discord.Permissions(
    view_channel=True,
    send_messages=True,
    embed_links=True,  # text longer than a message
    attach_files=True,  # published results too long for messages
    read_message_history=True,  # to find what was said before a crash
    mention_everyone=True,  # to ping the coordinators' role without making it open to all
    manage_roles=True,  # to give the coordinators' role
    manage_channels=True,  # to make what is missing
    manage_guild=True,  # one can only give a role what one has: the organisers' has it
    manage_events=True,
    create_events=True,
    connect=True,  # an event in a voice channel needs it
    mute_members=True,  # a stage's moderator: opens it, gives the floor
    move_members=True,
)
"""The same as the invitation in the README asks for; a test compares them."""

NAMES = {
    "read_messages": mark("View Channels"),
    "send_messages": mark("Send Messages"),
    "embed_links": mark("Embed Links"),
    "attach_files": mark("Attach Files"),
    "read_message_history": mark("Read Message History"),
    "mention_everyone": mark("Mention @everyone, @here and All Roles"),
    "manage_roles": mark("Manage Roles"),
    "manage_channels": mark("Manage Channels"),
    "manage_guild": mark("Manage Server"),
    "manage_events": mark("Manage Events"),
    "create_events": mark("Create Events"),
    "connect": mark("Connect"),
    "mute_members": mark("Mute Members"),
    "move_members": mark("Move Members"),
}
"""Each as Discord's settings call it, by discord.py's name (`read_messages` is its name for `view_channel`)."""


def intents() -> discord.Intents:
    """Members is the only privileged intent. The bot never reads messages."""
    wanted = discord.Intents.none()
    wanted.guilds = True
    wanted.members = True
    wanted.voice_states = True
    wanted.guild_scheduled_events = True
    return wanted


def lacking(held: discord.Permissions, needed: discord.Permissions = NEEDED) -> list[str]:
    """The needed permissions that are not held, by discord.py's names. An administrator lacks none."""
    if held.administrator:
        return []
    return [name for name, needs in needed if needs and not getattr(held, name)]


def named(_: Phrases, lacking: Iterable[str]) -> list[str]:
    """The names of permissions as Discord's settings show them in this language."""
    return [_(NAMES.get(name, name)) for name in lacking]
