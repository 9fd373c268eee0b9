"""The intents and permissions that the bot needs, each with its reason, and those it lacks."""

from collections.abc import Iterable

import discord

from bot.i18n.catalogue import Phrases, mark

NAMES = {
    "read_messages": mark("View Channels"),
    "send_messages": mark("Send Messages"),
    "embed_links": mark("Embed Links"),  # text longer than a message
    "attach_files": mark("Attach Files"),  # published results too long for messages
    "read_message_history": mark("Read Message History"),  # to find what was said before a crash
    "mention_everyone": mark("Mention @everyone, @here and All Roles"),  # to ping a role that not everyone may ping
    "manage_roles": mark("Manage Roles"),  # to give the coordinators' role
    "manage_channels": mark("Manage Channels"),  # to make what is missing
    "manage_guild": mark("Manage Server"),  # the organisers' role gets it, so the bot needs it too
    "manage_events": mark("Manage Events"),
    "create_events": mark("Create Events"),
    "connect": mark("Connect"),  # an event in a voice channel needs it
    "mute_members": mark("Mute Members"),  # a stage's moderator: opens it, gives the floor
    "move_members": mark("Move Members"),
}
"""Each permission that the bot needs, as Discord's settings call it, by discord.py's name (`read_messages` is its name
for `view_channel`)."""
NEEDED = discord.Permissions(**dict.fromkeys(NAMES, True))
"""They are equal to those in the README's invitation link. A test compares them."""
OTHER_NAMES = {
    "administrator": mark("Administrator"),
    "manage_webhooks": mark("Manage Webhooks"),
    "kick_members": mark("Kick, Approve, and Reject Members"),
    "ban_members": mark("Ban Members"),
    "moderate_members": mark("Timeout Members"),
    "manage_messages": mark("Manage Messages"),
    "manage_threads": mark("Manage Threads"),
    "manage_nicknames": mark("Manage Nicknames"),
    "deafen_members": mark("Deafen Members"),
    "view_audit_log": mark("View Audit Log"),
}
"""As `NAMES`, for permissions that the bot does not need, but that a role may have without need."""
ORGANISERS_ONLY = discord.Permissions(
    administrator=True, manage_guild=True, manage_roles=True, manage_channels=True, manage_webhooks=True
)
"""Permissions that only organisers should have.

With each of these, one can become an organiser or post in the bot's name.
"""
STAFF_ONLY = ORGANISERS_ONLY | discord.Permissions(
    **dict.fromkeys([*OTHER_NAMES, "manage_events", "mute_members", "move_members"], True)
)
"""Permissions that coordinators should not have: those of organisers, facilitators or moderators."""


def intents() -> discord.Intents:
    """Members is the only privileged intent. The bot never reads messages."""
    return discord.Intents(guilds=True, members=True, voice_states=True, guild_scheduled_events=True)


def lacking(held: discord.Permissions, needed: discord.Permissions = NEEDED) -> list[str]:
    """The needed permissions that are missing in `held`, by discord.py's names. An administrator lacks none."""
    if held.administrator:
        return []
    return [name for name, needs in needed if needs and not getattr(held, name)]


def named(_: Phrases, lacking: Iterable[str]) -> list[str]:
    """The names of permissions as Discord's settings show them in this language."""
    return [_(NAMES.get(name) or OTHER_NAMES.get(name, name)) for name in lacking]


def carried(permissions: discord.Permissions, among: discord.Permissions) -> list[str]:
    """The permissions of `among` that `permissions` include, by discord.py's names.

    It is fast for most roles, which include none.
    """
    both = permissions & among
    return [name for name, carries in both if carries] if both.value else []


def invitation(application: int) -> str:
    """The link that adds the bot to a server, with exactly the permissions that it needs."""
    return discord.utils.oauth_url(application, permissions=NEEDED)
