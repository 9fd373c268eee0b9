"""Keeps the published key messages in their channel as they stand: in order, edited in place, never twice.

The posts are a row of places. What belongs in each is worked out anew and compared with what was posted there:
a place that reads otherwise is edited, new ones are added at the end, those too many are taken away. So a message
added later stands under its theme, and those after it move down.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace

import discord

from bot.chat import channel_bindings as places
from bot.chat.live_messages import Refresher
from bot.chat.posts import Post
from bot.features.key_messages import service as key_messages
from bot.features.key_messages.publication_posts import Posted, forget, keep, posted
from bot.features.key_messages.publication_text import posts
from bot.features.key_messages.service import FindRepresented
from bot.outbox import posting as messenger
from bot.outbox.errors import DeliveryFailed
from bot.outbox.nonce import nonce_of
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)

DELETED = 0
"""In place of the id of a message that someone deleted."""


class PublicationBoard:
    def __init__(self, client: discord.Client, refresher: Refresher, represented: FindRepresented) -> None:
        self._client = client
        self._refresher = refresher
        self._represented = represented
        self._turn = asyncio.Lock()
        self._to_look_for: set[str] = set()
        """Rooms whose posts may have been deleted: we are not told."""

    def channel(self, context: WorkshopContext) -> discord.TextChannel:
        """Where key messages are published; `DeliveryFailed` where there is no such channel."""
        guild = self._client.get_guild(context.guild or 0)
        channel = guild and places.text_channel(context, guild, "key_messages")
        if not channel:
            raise DeliveryFailed(f"{messenger.CHANNEL_GONE}:#{context.workshop.channels.key_messages}", lasting=True)
        return channel

    def follow(self, context: WorkshopContext) -> None:
        """From now on keep the posts of `room` up to date."""
        context.on_change(lambda _: self.refresh(context))
        self.put_right(context)

    def refresh(self, context: WorkshopContext) -> None:
        """Bring the posts up to date, soon."""
        self._refresher.ask((context.id, "publication"), lambda: self._refresh(context))

    def put_right(self, context: WorkshopContext) -> None:
        """Bring the posts up to date, and make those again that someone deleted."""
        self._to_look_for.add(context.id)
        self._refresher.ask((context.id, "publication", "now"), lambda: self._refresh(context))

    async def _refresh(self, context: WorkshopContext) -> None:
        try:
            async with self._turn:
                await self._bring_up_to_date(context)
        except DeliveryFailed as refused:
            log.warning("The key messages of %s could not be brought up to date: %s", context.id, refused.why)
            if not refused.lasting:
                self.refresh(context)

    async def _bring_up_to_date(self, context: WorkshopContext) -> None:
        messages = await key_messages.published(context)
        known = await posted(context)
        if not messages and not known:
            return
        channel = self.channel(context)
        if context.id in self._to_look_for:
            known = await _standing(channel, known)
            self._to_look_for.discard(context.id)
        wanted = posts(context.workshop, messages, await self._represented(context))
        for place, post in enumerate(wanted):
            stands = known[place] if place < len(known) else None
            if stands and not await self._put_right(context, channel, stands, post):
                # Someone deleted it: a new one would stand below those that follow, so they go as well.
                await self._take_away(context, channel, known[place:])
                known, stands = known[:place], None
            if stands is None:
                await self._add(context, channel, place, post)
        await self._take_away(context, channel, known[len(wanted) :])

    async def _put_right(
        self, context: WorkshopContext, channel: discord.TextChannel, stands: Posted, post: Post
    ) -> bool:
        """The post of a place reads as `post` from now on; False where it is not there any more."""
        if stands.channel != channel.id or stands.message == DELETED:
            return False
        if stands.message is None:
            assert self._client.user is not None
            found = await messenger.find(channel, self._client.user.id, stands.print, stands.at)
            if found is None:
                return False
            stands = Posted(stands.place, stands.channel, found.message, stands.print, stands.at)
        elif stands.print == post.print:
            return True
        assert stands.message is not None
        message = channel.get_partial_message(stands.message)
        try:
            await messenger.attempt(_edited(message, post), f"#{channel.name}")
        except _Gone:
            return False
        await keep(context, stands.place, channel.id, stands.message, post.print)
        return True

    async def _add(self, context: WorkshopContext, channel: discord.TextChannel, place: int, post: Post) -> None:
        """Written down as about to be made, then made: one cut off half-way is looked for before it is made again."""
        await keep(context, place, channel.id, None, post.print)
        at = context.now().isoformat()
        message = await messenger.post(channel, post, nonce_of(context.id, f"publication/{place}/{at}/{post.print}"))
        await keep(context, place, channel.id, message.id, post.print)

    async def _take_away(self, context: WorkshopContext, channel: discord.TextChannel, surplus: list[Posted]) -> None:
        for stands in surplus:
            if stands.message not in (None, DELETED) and stands.channel == channel.id:
                assert stands.message is not None
                await messenger.attempt(_deleted(channel.get_partial_message(stands.message)), f"#{channel.name}")
        if surplus:
            await forget(context, surplus[0].place)


async def _standing(channel: discord.TextChannel, known: list[Posted]) -> list[Posted]:
    """`known`, those that do not stand in `channel` any more marked as deleted."""

    async def look() -> set[int]:
        return {message.id async for message in channel.history(limit=None, after=known[0].at - messenger.LOOK_BACK)}

    there = await messenger.attempt(look(), f"#{channel.name}") if known else set()
    return [it if it.message is None or it.message in there else replace(it, message=DELETED) for it in known]


class _Gone(Exception):
    """The message was deleted at Discord."""


async def _edited(message: discord.PartialMessage, post: Post) -> None:
    try:
        await message.edit(**post.edited())
    except discord.NotFound as gone:
        raise _Gone from gone


async def _deleted(message: discord.PartialMessage) -> None:
    try:
        await message.delete()
    except discord.NotFound:
        return
