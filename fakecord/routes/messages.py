"""Endpoints for messages.

https://discord.com/developers/docs/resources/message
"""

from datetime import timedelta
from typing import Any

from fakecord.errors import ApiError, malformed
from fakecord.http.call import NO_CONTENT, Call
from fakecord.http.routing import Limit, Routes
from fakecord.model.channel import SUPPRESS_EMBEDS, Channel, Message
from fakecord.model.effective_permissions import sending_in
from fakecord.model.thread import Thread
from fakecord.permissions import Permission
from fakecord.posting import delete, edit, payload_for_bot, post, refuse_empty
from fakecord.rules.message_fields import EDITED_MESSAGE, MESSAGE
from fakecord.rules.messages import Draft, check_message
from fakecord.rules.modelled import fields
from fakecord.snowflakes import snowflake_of

routes = Routes()

FIVE_IN_FIVE = Limit(5, 5.0)
MESSAGES = "/channels/{channel_id}/messages"
ONE = f"{MESSAGES}/{{message_id}}"
BULK_AGE = timedelta(days=14)


@routes.on("GET", MESSAGES, limit=Limit(10, 5.0), query=("limit", "before", "after", "around"))
def list_messages(call: Call) -> Any:
    """Newest first. Without Read Message History the list is empty."""
    channel = call.channel()
    limit = call.query_number("limit", 50, 1, 100)
    call.world.permissions_used |= Permission.READ_MESSAGE_HISTORY
    if Permission.READ_MESSAGE_HISTORY not in call.permissions_in(channel):
        return []
    return [payload_for_bot(call.world, m) for m in _page(call, channel.history, limit)]


def _page(call: Call, history: list[Message], limit: int) -> list[Message]:
    """`before`, `after` and `around` exclude one another."""
    asked = [k for k in ("before", "after", "around") if k in call.query]
    if len(asked) > 1:
        raise malformed(asked[1], "MUTUALLY_EXCLUSIVE", "before, after and around are mutually exclusive")
    if not asked:
        return history[::-1][:limit]
    mark = call.query_number(asked[0], 0, 0, 1 << 64)
    older = [m for m in history if m.id < mark]
    newer = [m for m in history if m.id > mark]
    if asked == ["before"]:
        return older[::-1][:limit]
    if asked == ["after"]:
        return newer[:limit][::-1]
    half = limit // 2
    middle = [m for m in history if m.id == mark]
    return [*newer[:half][::-1], *middle, *older[::-1][:half]][:limit]


@routes.on("GET", ONE)
def get_message(call: Call) -> Any:
    channel = call.channel()
    call.need_in(channel, Permission.READ_MESSAGE_HISTORY)
    return payload_for_bot(call.world, call.message(channel))


@routes.on("POST", MESSAGES, limit=FIVE_IN_FIVE, body=MESSAGE)
def create_message(call: Call) -> Any:
    channel = call.channel()
    if not channel.is_text:
        raise ApiError(400, 50008, "Cannot send messages in a non-text channel")
    _refuse_closed_dms(call, channel)
    call.need_in(channel, sending_in(channel))
    draft = check_message(call.form, call.files)
    refuse_empty(draft)
    if draft.files:
        call.need_in(channel, Permission.ATTACH_FILES)
    if draft.tts:
        call.need_in(channel, Permission.SEND_TTS_MESSAGES)
    if draft.enforce_nonce and draft.nonce is not None:
        said = call.world.message_of_nonce(channel, draft.nonce)
        if said:
            return _with_nonce(said)
    return _with_nonce(post(call.world, channel, call.world.bot, draft, replies_to=_replied(call, channel, draft)))


def _with_nonce(message: Message) -> Any:
    """The answer has the nonce. The history never has it."""
    payload = message.payload()
    return payload if message.nonce is None else payload | {"nonce": message.nonce}


def _refuse_closed_dms(call: Call, channel: Channel) -> None:
    """Direct messages need a guild in common with the bot, and a person who allows them.

    https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes
    """
    for user in channel.recipients:
        if user is not call.world.bot:
            shared = any(user.id in g.members and g.has_bot for g in call.world.guilds.values())
            if not shared:
                raise ApiError(403, 50278, "Cannot send messages to this user due to having no mutual guilds")
            if not user.dms_open:
                raise ApiError(403, 50007, "Cannot send messages to this user")


def _replied(call: Call, channel: Channel, draft: Draft) -> Message | None:
    if draft.reply_to is None:
        return None
    if Permission.READ_MESSAGE_HISTORY not in call.permissions_in(channel):
        raise ApiError(400, 160002, "Cannot reply without permission to read message history")
    for message in channel.history:
        if message.id == draft.reply_to:
            return message
    if draft.fail_if_not_exists:
        raise malformed("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
    return None


@routes.on("PATCH", ONE, limit=FIVE_IN_FIVE, body=EDITED_MESSAGE)
def edit_message(call: Call) -> Any:
    """The bot edits only its own messages. It can hide the embeds of others."""
    channel = call.channel()
    message = call.message(channel)
    if message.author is not call.world.bot:
        if set(call.form) - {"flags"}:
            raise ApiError(403, 50005, "Cannot edit a message authored by another user")
        call.need_in(channel, Permission.MANAGE_MESSAGES)
        message.flags = message.flags & ~SUPPRESS_EMBEDS | call.form.get("flags", 0) & SUPPRESS_EMBEDS
        return message.payload()
    draft = check_message(call.form, call.files, edits=message)
    if draft.files:
        call.need_in(channel, Permission.ATTACH_FILES)
    return edit(call.world, message, draft).payload()


@routes.on("DELETE", ONE, limit=Limit(5, 1.0))
def delete_message(call: Call) -> Any:
    channel = call.channel()
    message = call.message(channel)
    if message.author is not call.world.bot:
        if channel.guild is None:
            raise ApiError(403, 50003, "Cannot execute action on a DM channel")
        call.need_in(channel, Permission.MANAGE_MESSAGES)
    delete(call.world, message)
    return NO_CONTENT


@routes.on("POST", f"{MESSAGES}/bulk-delete", limit=Limit(1, 1.0), body=fields("messages"))
def bulk_delete(call: Call) -> Any:
    """2 to 100 messages, none older than two weeks, no id twice."""
    channel = call.channel()
    call.need_in(channel, Permission.MANAGE_MESSAGES)
    ids = [int(i) for i in call.form.get("messages") or []]
    if not 2 <= len(ids) <= 100:
        raise ApiError(
            400,
            50016,
            "Provided too few or too many messages to delete. Must provide at least 2 and at most 100 messages.",
        )
    if len(set(ids)) < len(ids):
        raise malformed("messages", "MESSAGES_DUPLICATE", "Duplicate message ids")
    if min(ids) < snowflake_of(call.world.clock.now() - BULK_AGE):
        raise ApiError(400, 50034, "You can only bulk delete messages that are under 14 days old.")
    found = [m for m in channel.history if m.id in ids]
    if found:
        delete(call.world, *found)
    return NO_CONTENT


@routes.on("POST", "/channels/{channel_id}/typing", limit=FIVE_IN_FIVE)
def typing(call: Call) -> Any:
    channel = call.channel()
    call.need_in(channel, sending_in(channel))
    return NO_CONTENT


@routes.on("PUT", f"{ONE}/reactions/{{emoji_name}}/@me", limit=Limit(1, 0.25))
def react(call: Call) -> Any:
    """Reactions are accepted, but not stored."""
    channel = call.channel()
    call.message(channel)
    if isinstance(channel, Thread):
        channel.need_open()
    call.need_in(channel, Permission.ADD_REACTIONS | Permission.READ_MESSAGE_HISTORY)
    return NO_CONTENT
