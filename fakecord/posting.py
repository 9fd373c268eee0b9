"""Messages that are posted, edited and deleted, and the gateway events that tell of it.

https://discord.com/developers/docs/resources/message
"""

from fakecord import threads
from fakecord.errors import ApiError, Json
from fakecord.mentions import report_dead_commands, set_mentions
from fakecord.model.channel import COMPONENTS_V2, DEFAULT, LOADING, REPLY, SUPPRESS_EMBEDS, Channel, Message
from fakecord.model.effective_permissions import account_permissions
from fakecord.model.thread import Thread
from fakecord.model.user import User
from fakecord.permissions import Permission
from fakecord.rules.messages import Draft, kept_attachments
from fakecord.world import World

MAX_REQUEST = 25 * 1024 * 1024
"""In bytes. A boosted guild nevertheless accepts a larger file."""


def post(world: World, channel: Channel, author: User, draft: Draft, **more: object) -> Message:
    """Post a new message. `more` are fields of `Message` that its author does not choose."""
    _refuse_too_large(channel, draft)
    granted = account_permissions(author, channel)
    if isinstance(channel, Thread):
        _enter_thread(world, channel, author, granted)
    message = Message(world.ids.next(), channel, author, world.clock.now(), **more)  # type: ignore[arg-type]
    message.type = message.type or (REPLY if message.replies_to else DEFAULT)
    message.flags |= draft.flags or 0
    message.tts, message.nonce = draft.tts, draft.nonce
    _apply(world, message, draft, granted)
    set_mentions(world, message, draft.allowed, granted)
    channel.add(message)
    world.remember_nonce(message)
    _publish_message(world, "MESSAGE_CREATE", message)
    return message


def _enter_thread(world: World, thread: Thread, author: User, granted: Permission) -> None:
    """A new message makes its author a member, and an archived thread active. Locked threads are for moderators."""
    if thread.locked and Permission.MANAGE_THREADS not in granted:
        raise ApiError(403, 160005, "Thread is locked")
    if thread.archived:
        threads.change(world, thread, archived=False)
    threads.join(world, thread, author)


def edit(world: World, message: Message, draft: Draft) -> Message:
    """Change what the draft gives. The earlier version is added to `message.edits`."""
    if isinstance(message.channel, Thread):
        message.channel.need_open()
    _refuse_emptying(message, draft)
    _refuse_too_large(message.channel, draft)
    is_deferred = message.loading
    if is_deferred:
        message.flags &= ~LOADING
    else:
        message.remember(world.clock.now())
        message.edited = world.clock.now()
    if draft.flags is not None:
        message.flags = message.flags & ~SUPPRESS_EMBEDS | draft.flags & (SUPPRESS_EMBEDS | COMPONENTS_V2)
    granted = account_permissions(message.author, message.channel)
    _apply(world, message, draft, granted)
    set_mentions(world, message, draft.allowed, granted, notify=is_deferred)
    _publish_message(world, "MESSAGE_UPDATE", message)
    return message


def _apply(world: World, message: Message, draft: Draft, granted: Permission) -> None:
    """Put the draft's parts into the message.

    Without Embed Links the embeds vanish silently, as on Discord; answers to interactions keep theirs.
    """
    if draft.content is not None:
        message.content = draft.content
    if draft.embeds is not None:
        lacking = message.interaction is None and Permission.EMBED_LINKS not in granted
        if draft.embeds and message.author is world.bot and message.interaction is None and message.channel.guild:
            world.permissions_used |= Permission.EMBED_LINKS
        suppressed = lacking or message.flags & SUPPRESS_EMBEDS
        message.embeds = [] if suppressed else draft.embeds
    if draft.components is not None:
        message.components = draft.components
    if message.author is world.bot:
        report_dead_commands(world, message)
    kept = kept_attachments(message, draft)
    new = [world.files.store(f, message.channel.id, ephemeral=message.ephemeral) for f in draft.files]
    message.attachments = [*kept, *new]


def refuse_empty(draft: Draft) -> None:
    if not (draft.content or draft.embeds or draft.components or draft.files):
        raise ApiError(400, 50006, "Cannot send an empty message")


def _refuse_too_large(channel: Channel, draft: Draft) -> None:
    """The upload limit holds for each file (since April 2025), another one for all of a request together.

    https://discord.com/developers/docs/reference#uploading-files
    https://discord.com/developers/docs/resources/message#create-message-limitations
    """
    sizes = [file.size for file in draft.files]
    if max(sizes, default=0) > channel.upload_limit or sum(sizes) > max(MAX_REQUEST, channel.upload_limit):
        raise ApiError(413, 40005, "Request entity too large")


def _refuse_emptying(message: Message, draft: Draft) -> None:
    """An edited message must not be empty."""
    left = (
        message.content if draft.content is None else draft.content,
        message.embeds if draft.embeds is None else draft.embeds,
        message.components if draft.components is None else draft.components,
        kept_attachments(message, draft) or draft.files,
    )
    if not any(left):
        raise ApiError(400, 50006, "Cannot send an empty message")


def delete(world: World, *messages: Message) -> None:
    """Delete messages of one channel. Several at once are one MESSAGE_DELETE_BULK."""
    for message in messages:
        message.deleted = world.clock.now()
    channel = messages[0].channel
    where: Json = {"channel_id": str(channel.id)}
    if channel.guild:
        where["guild_id"] = str(channel.guild.id)
    if any(m.ephemeral for m in messages):
        world.notifier.notify()
    elif len(messages) == 1:
        _publish(world, "MESSAGE_DELETE", where | {"id": str(messages[0].id)}, channel)
    else:
        _publish(world, "MESSAGE_DELETE_BULK", where | {"ids": [str(m.id) for m in messages]}, channel)


def _publish_message(world: World, event: str, message: Message) -> None:
    """Publish an event of a message, unless it is ephemeral."""
    if message.ephemeral:
        world.notifier.notify()
        return
    extra: Json = {}
    guild = message.channel.guild
    if guild:
        extra["guild_id"] = str(guild.id)
        if message.author.id in guild.members:
            extra["member"] = guild.members[message.author.id].payload(with_user=False)
    if event == "MESSAGE_CREATE" and message.nonce is not None:
        extra["nonce"] = message.nonce
    blank = None if _is_readable(world, message) else message.payload(blank=True) | extra
    _publish(world, event, message.payload() | extra, message.channel, blank)


def payload_for_bot(world: World, message: Message) -> Json:
    """A bot without the Message Content intent gets people's messages blank, over HTTP too."""
    granted = "message_content" in world.portal.privileged_intents
    return message.payload(blank=not (granted or _is_readable(world, message)))


def _is_readable(world: World, message: Message) -> bool:
    """Whether the bot may read the message without the Message Content intent.

    https://discord.com/developers/docs/events/gateway#message-content-intent
    """
    bot = world.bot
    return message.channel.guild is None or message.author is bot or bot in message.mentioned_users


def _publish(world: World, event: str, payload: Json, channel: Channel, blank: Json | None = None) -> None:
    """Publish an event of a message. The bot gets it only from channels that it sees."""
    if channel.guild is None or Permission.VIEW_CHANNEL in account_permissions(world.bot, channel):
        world.gateway.publish(event, payload, channel.guild, blank)
    else:
        world.notifier.notify()
