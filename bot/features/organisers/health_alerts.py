"""Tells the organisers of troubles of the machine: one message each, brought up to date when it is over."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

import discord
from discord.ext import commands

from bot.chat import channel_bindings as places
from bot.chat.client import Atelier
from bot.chat.multilingual import in_all_languages
from bot.chat.posts import Post
from bot.core.troubles import Episode, Trouble
from bot.features.organisers import health_text as words
from bot.features.organisers.health_monitor import Watch
from bot.outbox import posting as messenger
from bot.outbox.errors import DeliveryFailed
from bot.outbox.nonce import nonce_of
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)

PATIENCE = 5.0
"""Real seconds after which it is tried again to tell them."""
LOOK_BACK = timedelta(hours=1)
"""So old may be what an earlier life told them of the same trouble."""

WayBack = Callable[[], tuple[str, datetime] | None]


class Watchman(commands.Cog):
    def __init__(self, client: Atelier, watch: Watch, way_back: WayBack) -> None:
        self._client = client
        self._way_back = way_back
        self._messages: dict[tuple[str, Trouble], tuple[datetime, discord.Message]] = {}
        """What each room's organisers were last told of a trouble, and since when it was."""
        self._telling: dict[Trouble, asyncio.Task[None]] = {}
        watch.on_change(self.tell)

    def tell(self, episode: Episode) -> None:
        """Every room that is not over hears of it; what they are being told of it already gives way to this."""
        before = self._telling.pop(episode.trouble, None)
        self._telling[episode.trouble] = asyncio.create_task(self._tell(episode, before), name="watchman")

    async def cog_unload(self) -> None:
        tasks = list(self._telling.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _tell(self, episode: Episode, before: asyncio.Task[None] | None) -> None:
        if before:
            await asyncio.wait([before], timeout=PATIENCE)
            before.cancel()
        way_back = await asyncio.to_thread(self._way_back) if episode.trouble is Trouble.DAMAGED else None
        registry = [context for context in self._client.registry if context.workshop.ends > context.now()]
        await asyncio.gather(*(self._until_told(context, episode, way_back) for context in registry))

    async def _until_told(
        self, context: WorkshopContext, episode: Episode, way_back: tuple[str, datetime] | None
    ) -> None:
        post = Post(in_all_languages(context, lambda _, f: words.trouble(_, f, episode, way_back)))
        while not self._client.is_closed():
            try:
                await self._bring(context, episode, post)
                return
            except DeliveryFailed as refused:
                log.warning("The organisers of %s could not be told of trouble yet: %s", context.id, refused.why)
            except Exception:
                log.exception("The organisers of %s could not be told of trouble yet", context.id)
            await asyncio.sleep(PATIENCE)

    async def _bring(self, context: WorkshopContext, episode: Episode, post: Post) -> None:
        """Post it, or put it in the place of what was said of the same episode. Raises `DeliveryFailed`."""
        guild = self._client.guild_of(context)
        channel = places.text_channel(context, guild, "organisers") if guild else None
        if channel is None:
            raise DeliveryFailed(messenger.CHANNEL_GONE, lasting=False)
        since, message = self._messages.get((context.id, episode.trouble), (None, None))
        if message and since == episode.since:
            await messenger.attempt(message.edit(**post.edited()), f"#{channel.name}")
        elif episode.until is None:
            self._messages[context.id, episode.trouble] = (
                episode.since,
                await self._say(context, channel, episode, post),
            )

    async def _say(
        self, context: WorkshopContext, channel: discord.TextChannel, episode: Episode, post: Post
    ) -> discord.Message:
        """Once: also where the bot was started anew meanwhile."""
        assert self._client.user
        found = await messenger.find(channel, self._client.user.id, post.print, context.now() - LOOK_BACK)
        if found:
            return await messenger.attempt(channel.fetch_message(found.message), f"#{channel.name}")
        return await messenger.post(channel, post, nonce_of(context.id, f"{episode.trouble}/{episode.since}"))
