"""Keeps the posts of the published key messages up to date: in order, edited in place, never twice.

The posts are kept as a list of positions. After each change the wanted posts are computed and compared with those
that were sent. A post that differs is edited, missing ones are added at the end, surplus ones are deleted. So a
new message appears under its theme, and those after it move down.
"""

import asyncio
import logging
from dataclasses import replace

import discord

from bot.chat.history import is_readable, read_history
from bot.chat.live_messages import Refresher
from bot.chat.posts import Post
from bot.features.key_messages import publication_service, publication_store
from bot.features.key_messages.endorsement_service import FindRepresented
from bot.features.key_messages.publication_model import ChannelPost
from bot.features.key_messages.publication_text import posts
from bot.outbox import posting
from bot.outbox.messages import DeliveryFailed
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)


class PublishedMessagesUpdater:
    def __init__(self, client: discord.Client, refresher: Refresher, represented: FindRepresented) -> None:
        self._client = client
        self._refresher = refresher
        self._represented = represented
        self._lock = asyncio.Lock()
        self._to_verify: set[str] = set()
        """Workshops whose posts may have been deleted at Discord, which does not tell us."""

    def channel(self, context: WorkshopContext) -> discord.TextChannel:
        """The channel of the published key messages. Raises `DeliveryFailed` if it is missing."""
        return posting.require_text_channel(self._client, context, "key_messages")

    def follow(self, context: WorkshopContext) -> None:
        """Start to keep the posts of this workshop up to date."""
        context.on_change(lambda: self.refresh(context))
        self.verify(context)

    def refresh(self, context: WorkshopContext) -> None:
        """Update the posts soon."""
        self._refresher.ask((context.id, "publication"), lambda: self._refresh(context))

    def verify(self, context: WorkshopContext) -> None:
        """Update the posts now, and send deleted posts again."""
        self._to_verify.add(context.id)
        self._refresher.ask((context.id, "publication", "now"), lambda: self._refresh(context))

    async def _refresh(self, context: WorkshopContext) -> None:
        try:
            async with self._lock:
                await self._update(context)
        except DeliveryFailed as refused:
            log.warning("The key messages of %s could not be brought up to date: %s", context.id, refused.why)
            if not refused.lasting:
                self.refresh(context)

    async def _update(self, context: WorkshopContext) -> None:
        messages = await publication_service.published(context)
        known = await context.read(publication_store.channel_posts, context.id)
        if not messages and not known:
            return
        channel = self.channel(context)
        if context.id in self._to_verify:
            known = await self._verified(context, channel, known)
            self._to_verify.discard(context.id)
        wanted = posts(context.workshop, messages, await self._represented(context))
        for position, post in enumerate(wanted):
            if position < len(known) and not await self._edit(context, channel, known[position], post):
                known = await self._cut(context, channel, known, position)
            if position >= len(known):
                await self._add(context, channel, position, post)
        await self._cut(context, channel, known, len(wanted))

    async def _verified(
        self, context: WorkshopContext, channel: discord.TextChannel, known: list[ChannelPost]
    ) -> list[ChannelPost]:
        """The posts above the first one that someone deleted at Discord. All posts below it are deleted."""
        if not known or not is_readable(channel):  # without the history, the edit will fail if a post was deleted
            return known
        sent = await posting.attempt(_message_ids(channel, known[0]), f"#{channel.name}")
        deleted = [post.message_id is not None and post.message_id not in sent for post in known]
        if not any(deleted):
            return known
        remaining = [
            replace(post, message_id=None) if gone else post for post, gone in zip(known, deleted, strict=True)
        ]
        return await self._cut(context, channel, remaining, deleted.index(True))

    async def _edit(
        self, context: WorkshopContext, channel: discord.TextChannel, known: ChannelPost, post: Post
    ) -> bool:
        """Make the known post show `post`. False if its message is not in the channel."""
        if known.channel_id != channel.id:
            return False
        message_id = known.message_id
        if message_id is None:
            found = await posting.find(self._client, channel, known.content_hash, known.at)
            if found is None:
                return False
            message_id = found.message
        elif known.content_hash == post.print:
            return True
        edit = posting.edited(channel.get_partial_message(message_id), post, context.id)
        if not await posting.attempt(edit, f"#{channel.name}"):
            return False
        edited = replace(known, message_id=message_id, content_hash=post.print)
        await context.write(publication_store.save_post, context.id, edited)
        return True

    async def _add(self, context: WorkshopContext, channel: discord.TextChannel, position: int, post: Post) -> None:
        """Save the post, then send it. After an interruption, `_edit` looks for the message before it is sent again."""
        claimed = ChannelPost(position, channel.id, None, post.print, context.now())
        await context.write(publication_store.save_post, context.id, claimed)
        nonce = posting.nonce_of(context.id, f"publication/{position}/{claimed.at.isoformat()}/{post.print}")
        message = await posting.post(channel, replace(post, silent=True), nonce, context.id)
        await context.write(publication_store.save_post, context.id, replace(claimed, message_id=message.id))

    async def _cut(
        self, context: WorkshopContext, channel: discord.TextChannel, known: list[ChannelPost], position: int
    ) -> list[ChannelPost]:
        """Delete the posts from `position` on, and return those above.

        A deleted post cannot be sent again above the posts that follow it, so these are deleted and sent again too.
        """
        for post in known[position:]:
            if post.message_id is not None and post.channel_id == channel.id:
                await posting.attempt(_deleted(channel.get_partial_message(post.message_id)), f"#{channel.name}")
        if known[position:]:
            await context.write(publication_store.delete_posts, context.id, position)
        return known[:position]


async def _message_ids(channel: discord.TextChannel, first: ChannelPost) -> set[int]:
    """The ids of the channel's messages since shortly before `first` was sent."""
    return {message.id async for message in read_history(channel, limit=None, after=first.at - posting.LOOK_BACK)}


async def _deleted(message: discord.PartialMessage) -> None:
    try:
        await message.delete()
    except discord.NotFound:
        return
