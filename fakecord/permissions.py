"""Permission bits.

https://discord.com/developers/docs/topics/permissions
"""

from enum import IntFlag


class Permission(IntFlag):
    """The bits of Discord's table. fakecord has no rule for some of them; they are here so that they can be granted."""

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
    | P.CREATE_PUBLIC_THREADS | P.CREATE_PRIVATE_THREADS | P.SEND_MESSAGES_IN_THREADS
)  # fmt: skip
"""What @everyone has in a new guild: less than on Discord, so that the bot must be given what it needs."""

BOT_DEFAULT = P.VIEW_CHANNEL | P.SEND_MESSAGES | P.EMBED_LINKS | P.ATTACH_FILES | P.READ_MESSAGE_HISTORY
"""The default permissions of an invited bot."""

ELEVATED = (
    P.KICK_MEMBERS | P.BAN_MEMBERS | P.ADMINISTRATOR | P.MANAGE_CHANNELS | P.MANAGE_GUILD | P.MANAGE_MESSAGES
    | P.MANAGE_ROLES | P.MANAGE_WEBHOOKS | P.MANAGE_GUILD_EXPRESSIONS | P.MANAGE_THREADS
    | P.VIEW_CREATOR_MONETIZATION_ANALYTICS
)  # fmt: skip
"""Permissions with a star in Discord's table. In a guild that requires two-factor authentication of its moderators, a
bot can use them only if its owner's account has it."""

STAGE_MODERATOR = P.MANAGE_CHANNELS | P.MUTE_MEMBERS | P.MOVE_MEMBERS


def parse_permissions(value: object) -> Permission | None:
    """A bit set as Discord takes it: a string of digits, or a number. None if it is neither."""
    if isinstance(value, str) and value.isdecimal():
        return P(int(value)) & ALL
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return P(value) & ALL
    return None
