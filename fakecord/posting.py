"""Messages come, change and go; whoever may know is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fakecord.errors import ApiError, Json
from fakecord.model.channel import Channel
from fakecord.model.message import COMPONENTS_V2, DEFAULT, LOADING, REPLY, SUPPRESS_EMBEDS, Message
from fakecord.model.user import User
from fakecord.permissions import ALL, Permission, permissions_in
from fakecord.rules.mentions import resolve_mentions
from fakecord.rules.messages import Draft, is_empty, kept_attachments

if TYPE_CHECKING:
    from fakecord.world import World


def rights(channel: Channel, user: User) -> Permission:
    """What an account may do in a channel; everything in a direct one."""
    if channel.guild is None:
        return ALL
    member = channel.guild.members.get(user.id)
    return permissions_in(member, channel) if member else Permission(0)


def post(world: World, channel: Channel, author: User, draft: Draft, **more: object) -> Message:
    """A new message. `more` are fields of `Message` that its author does not choose."""
    _refuse_too_large(channel, draft)
    may = rights(channel, author)
    message = Message(world.ids.next(), channel, author, world.clock.now(), **more)  # type: ignore[arg-type]
    message.type = message.type or (REPLY if message.replies_to else DEFAULT)
    message.flags |= draft.flags or 0
    message.tts, message.nonce = draft.tts, draft.nonce
    fill(world, message, draft, may)
    resolve_mentions(message, draft.allowed, may)
    channel.add(message)
    world.remember_nonce(message)
    tell(world, "MESSAGE_CREATE", message)
    return message


def fill(world: World, message: Message, draft: Draft, may: Permission) -> None:
    """Put the draft's parts in.

    Embeds vanish without Embed Links, as they do at Discord, save in answers to interactions.
    """
    if draft.content is not None:
        message.content = draft.content
    if draft.embeds is not None:
        lacking = message.interaction is None and Permission.EMBED_LINKS not in may
        if draft.embeds and message.author is world.bot and message.interaction is None and message.channel.guild:
            world.exercised |= Permission.EMBED_LINKS
        suppressed = lacking or message.flags & SUPPRESS_EMBEDS
        message.embeds = [] if suppressed else draft.embeds
    if draft.components is not None:
        message.components = draft.components
    kept = kept_attachments(message, draft)
    new = [world.files.keep(f, message.channel.id, ephemeral=message.ephemeral) for f in draft.files]
    message.attachments = [*kept, *new]


def edit(world: World, message: Message, draft: Draft) -> Message:
    """Change what the draft gives; what it was stays in `edits`."""
    _refuse_emptying(message, draft)
    _refuse_too_large(message.channel, draft)
    first_words = message.loading
    if first_words:
        message.flags &= ~LOADING
    else:
        message.remember(world.clock.now())
        message.edited = world.clock.now()
    if draft.flags is not None:
        message.flags = message.flags & ~SUPPRESS_EMBEDS | draft.flags & (SUPPRESS_EMBEDS | COMPONENTS_V2)
    may = rights(message.channel, message.author)
    fill(world, message, draft, may)
    resolve_mentions(message, draft.allowed, may, pings=first_words)
    tell(world, "MESSAGE_UPDATE", message)
    return message


def refuse_empty(draft: Draft) -> None:
    if is_empty(draft):
        raise ApiError(400, 50006, "Cannot send an empty message")


def _refuse_too_large(channel: Channel, draft: Draft) -> None:
    if sum(file.size for file in draft.files) > channel.upload_limit:
        raise ApiError(413, 40005, "Request entity too large")


def _refuse_emptying(message: Message, draft: Draft) -> None:
    """An edit must leave something to read."""
    left = (
        message.content if draft.content is None else draft.content,
        message.embeds if draft.embeds is None else draft.embeds,
        message.components if draft.components is None else draft.components,
        kept_attachments(message, draft) or draft.files,
    )
    if not any(left):
        raise ApiError(400, 50006, "Cannot send an empty message")


def delete(world: World, message: Message) -> None:
    message.deleted = world.clock.now()
    tell_gone(world, [message])


def tell_gone(world: World, messages: list[Message]) -> None:
    channel = messages[0].channel
    where: Json = {"channel_id": str(channel.id)}
    if channel.guild:
        where["guild_id"] = str(channel.guild.id)
    if any(m.ephemeral for m in messages):
        world.signal.changed()
    elif len(messages) == 1:
        _publish(world, "MESSAGE_DELETE", where | {"id": str(messages[0].id)}, channel)
    else:
        _publish(world, "MESSAGE_DELETE_BULK", where | {"ids": [str(m.id) for m in messages]}, channel)


def tell(world: World, event: str, message: Message) -> None:
    """Ephemeral messages are nobody else's business."""
    if message.ephemeral:
        world.signal.changed()
        return
    payload = message.payload()
    blank = message.payload(blank=True)
    extra: Json = {}
    guild = message.channel.guild
    if guild:
        extra["guild_id"] = str(guild.id)
        if message.author.id in guild.members:
            extra["member"] = guild.members[message.author.id].payload(with_user=False)
    if event == "MESSAGE_CREATE" and message.nonce is not None:
        extra["nonce"] = message.nonce
    _publish(world, event, payload | extra, message.channel, None if is_readable(message) else blank | extra)


def is_readable(message: Message) -> bool:
    """What the bot may read without the Message Content intent.

    https://discord.com/developers/docs/events/gateway#message-content-intent
    """
    bot = message.channel.world.bot
    return message.channel.guild is None or message.author is bot or bot in message.mentioned_users


def _publish(world: World, event: str, payload: Json, channel: Channel, blank: Json | None = None) -> None:
    """The bot hears of messages only where it sees the channel."""
    if channel.guild is None or Permission.VIEW_CHANNEL in rights(channel, world.bot):
        world.publish(event, payload, guild=channel.guild, blank=blank)
    else:
        world.signal.changed()
