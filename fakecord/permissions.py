"""Permission bits, and who may do what where.

https://discord.com/developers/docs/topics/permissions
"""

from __future__ import annotations

from enum import IntFlag
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fakecord.model.channel import Channel
    from fakecord.model.guild import Member


class Permission(IntFlag):
    """The bits of Discord's table; those the stand-in has no rule for are here so that they can be granted."""

    CREATE_INSTANT_INVITE = 1 << 0
    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_AUDIT_LOG = 1 << 7
    PRIORITY_SPEAKER = 1 << 8
    STREAM = 1 << 9
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    SEND_TTS_MESSAGES = 1 << 12
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    VIEW_GUILD_INSIGHTS = 1 << 19
    CONNECT = 1 << 20
    SPEAK = 1 << 21
    MUTE_MEMBERS = 1 << 22
    DEAFEN_MEMBERS = 1 << 23
    MOVE_MEMBERS = 1 << 24
    USE_VAD = 1 << 25
    CHANGE_NICKNAME = 1 << 26
    MANAGE_NICKNAMES = 1 << 27
    MANAGE_ROLES = 1 << 28
    MANAGE_WEBHOOKS = 1 << 29
    MANAGE_GUILD_EXPRESSIONS = 1 << 30
    USE_APPLICATION_COMMANDS = 1 << 31
    REQUEST_TO_SPEAK = 1 << 32
    MANAGE_EVENTS = 1 << 33
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    USE_EXTERNAL_STICKERS = 1 << 37
    SEND_MESSAGES_IN_THREADS = 1 << 38
    USE_EMBEDDED_ACTIVITIES = 1 << 39
    MODERATE_MEMBERS = 1 << 40
    VIEW_CREATOR_MONETIZATION_ANALYTICS = 1 << 41
    USE_SOUNDBOARD = 1 << 42
    CREATE_GUILD_EXPRESSIONS = 1 << 43
    CREATE_EVENTS = 1 << 44
    USE_EXTERNAL_SOUNDS = 1 << 45
    SEND_VOICE_MESSAGES = 1 << 46
    SET_VOICE_CHANNEL_STATUS = 1 << 48
    SEND_POLLS = 1 << 49
    USE_EXTERNAL_APPS = 1 << 50
    PIN_MESSAGES = 1 << 51
    BYPASS_SLOWMODE = 1 << 52


P = Permission
NONE = P(0)
ALL = P(sum(P))

EVERYONE = (
    P.VIEW_CHANNEL | P.SEND_MESSAGES | P.EMBED_LINKS | P.ATTACH_FILES | P.READ_MESSAGE_HISTORY | P.ADD_REACTIONS
    | P.USE_APPLICATION_COMMANDS | P.CONNECT | P.SPEAK | P.STREAM | P.USE_VAD | P.REQUEST_TO_SPEAK
    | P.CHANGE_NICKNAME | P.CREATE_INSTANT_INVITE | P.USE_EXTERNAL_EMOJIS
)  # fmt: skip
"""What @everyone has in a new guild here: less than at Discord, so that the bot must be given what it needs."""

NEED_SENDING = P.MENTION_EVERYONE | P.SEND_TTS_MESSAGES | P.ATTACH_FILES | P.EMBED_LINKS
NEED_CONNECTING = P.SPEAK | P.STREAM | P.USE_VAD | P.MUTE_MEMBERS | P.DEAFEN_MEMBERS | P.MOVE_MEMBERS
STAGE_MODERATOR = P.MANAGE_CHANNELS | P.MUTE_MEMBERS | P.MOVE_MEMBERS


def permissions_of(member: Member) -> Permission:
    """In the guild at large: the sum of one's roles."""
    if member.user is member.guild.owner:
        return ALL
    granted = member.guild.everyone.permissions
    for role in member.roles:
        granted |= role.permissions
    return ALL if P.ADMINISTRATOR in granted else granted


def permissions_in(member: Member, channel: Channel) -> Permission:
    """In one channel: the overwrites of everyone, then of one's roles together, then one's own."""
    granted = permissions_of(member)
    if granted == ALL:
        return ALL
    return _implied(_overwritten(granted, member, channel), channel)


def _overwritten(granted: Permission, member: Member, channel: Channel) -> Permission:
    everyone = channel.overwrites.get(member.guild.id)
    if everyone:
        granted = granted & ~everyone.deny | everyone.allow
    of_roles = [o for role in member.roles if (o := channel.overwrites.get(role.id))]
    for overwrite in of_roles:
        granted &= ~overwrite.deny
    for overwrite in of_roles:
        granted |= overwrite.allow
    own = channel.overwrites.get(member.user.id)
    return granted & ~own.deny | own.allow if own else granted


def _implied(granted: Permission, channel: Channel) -> Permission:
    """Implicit permissions: who cannot see a channel can do nothing there."""
    if P.VIEW_CHANNEL not in granted:
        return NONE
    if P.SEND_MESSAGES not in granted:
        granted &= ~NEED_SENDING
    if channel.is_voice and P.CONNECT not in granted:
        granted &= ~NEED_CONNECTING
    return granted


def implied_by(needed: Permission, channel: Channel) -> Permission:
    """What one must have besides in a channel, for `needed` to count there."""
    implied = P.VIEW_CHANNEL
    if needed & NEED_SENDING:
        implied |= P.SEND_MESSAGES
    if channel.is_voice and needed & NEED_CONNECTING:
        implied |= P.CONNECT
    return implied


def parse_permissions(value: object) -> Permission | None:
    """A bit set as Discord takes it (a string, or a number); None if it is neither."""
    if isinstance(value, str) and value.isdecimal():
        return P(int(value)) & ALL
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return P(value) & ALL
    return None
