"""Gateway intents, and the events that need them.

https://discord.com/developers/docs/events/gateway#gateway-intents
"""

from enum import IntFlag

from fakecord.errors import Json


class Intent(IntFlag):
    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_MODERATION = 1 << 2
    GUILD_EXPRESSIONS = 1 << 3
    GUILD_INTEGRATIONS = 1 << 4
    GUILD_WEBHOOKS = 1 << 5
    GUILD_INVITES = 1 << 6
    GUILD_VOICE_STATES = 1 << 7
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    GUILD_MESSAGE_REACTIONS = 1 << 10
    GUILD_MESSAGE_TYPING = 1 << 11
    DIRECT_MESSAGES = 1 << 12
    DIRECT_MESSAGE_REACTIONS = 1 << 13
    DIRECT_MESSAGE_TYPING = 1 << 14
    MESSAGE_CONTENT = 1 << 15
    GUILD_SCHEDULED_EVENTS = 1 << 16
    AUTO_MODERATION_CONFIGURATION = 1 << 20
    AUTO_MODERATION_EXECUTION = 1 << 21
    GUILD_MESSAGE_POLLS = 1 << 24
    DIRECT_MESSAGE_POLLS = 1 << 25


ALL_INTENTS = Intent(sum(Intent))
PRIVILEGED = {
    "members": Intent.GUILD_MEMBERS,
    "presences": Intent.GUILD_PRESENCES,
    "message_content": Intent.MESSAGE_CONTENT,
}

IN_GUILDS = {
    "MESSAGE_": Intent.GUILD_MESSAGES,
    "MESSAGE_REACTION_": Intent.GUILD_MESSAGE_REACTIONS,
    "TYPING_": Intent.GUILD_MESSAGE_TYPING,
    "GUILD_MEMBER_": Intent.GUILD_MEMBERS,
    "GUILD_SCHEDULED_EVENT_": Intent.GUILD_SCHEDULED_EVENTS,
    "VOICE_STATE_": Intent.GUILD_VOICE_STATES,
    "GUILD_": Intent.GUILDS,
    "CHANNEL_": Intent.GUILDS,
    "THREAD_": Intent.GUILDS,
    "THREAD_MEMBERS_": Intent.GUILD_MEMBERS,
    "STAGE_INSTANCE_": Intent.GUILDS,
}
IN_DIRECT_CHANNELS = {
    "MESSAGE_": Intent.DIRECT_MESSAGES,
    "MESSAGE_REACTION_": Intent.DIRECT_MESSAGE_REACTIONS,
    "TYPING_": Intent.DIRECT_MESSAGE_TYPING,
    "CHANNEL_PINS_": Intent.DIRECT_MESSAGES,
    "CHANNEL_": Intent.DIRECT_MESSAGES,
}


def intent_of(event: str, *, direct: bool) -> Intent:
    """The intent that an event needs, found by the longest prefix of the event's name.

    Events without one need no intent.
    """
    table = IN_DIRECT_CHANNELS if direct else IN_GUILDS
    found = [prefix for prefix in table if event.startswith(prefix)]
    return table[max(found, key=len)] if found else Intent(0)


def are_granted(intents: int, privileged: frozenset[str]) -> bool:
    """Whether the developer portal grants all privileged intents among `intents`."""
    return not any(intents & bit and name not in privileged for name, bit in PRIVILEGED.items())


def is_about_bot(event: str, payload: Json, bot_id: int) -> bool:
    """A bot gets its own GUILD_MEMBER_UPDATE, and joins threads, without the Server Members intent."""
    if event == "THREAD_MEMBERS_UPDATE":
        added = [member["user_id"] for member in payload["added_members"]]
        return str(bot_id) in [*added, *payload["removed_member_ids"]]
    return event == "GUILD_MEMBER_UPDATE" and payload["user"]["id"] == str(bot_id)
