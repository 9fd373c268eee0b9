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
from bot.chat.posts import Post
from bot.core.troubles import Episode, Trouble
from bot.features.announcements.model import nonce_of
from bot.features.announcements.publisher import in_all_languages
from bot.features.announcements.sending import CannotSay
from bot.features.organisers import health_text as words
from bot.features.organisers.health_monitor import Watch
from bot.outbox import posting as messenger
from bot.workshop.context import Room

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
        rooms = [room for room in self._client.rooms if room.workshop.ends > room.now()]
        await asyncio.gather(*(self._until_told(room, episode, way_back) for room in rooms))

    async def _until_told(self, room: Room, episode: Episode, way_back: tuple[str, datetime] | None) -> None:
        post = Post(in_all_languages(room, lambda _, f: words.trouble(_, f, episode, way_back)))
        while not self._client.is_closed():
            try:
                await self._bring(room, episode, post)
                return
            except CannotSay as refused:
                log.warning("The organisers of %s could not be told of trouble yet: %s", room.id, refused.why)
            except Exception:
                log.exception("The organisers of %s could not be told of trouble yet", room.id)
            await asyncio.sleep(PATIENCE)

    async def _bring(self, room: Room, episode: Episode, post: Post) -> None:
        """Post it, or put it in the place of what was said of the same episode. Raises `CannotSay`."""
        guild = self._client.guild_of(room)
        channel = places.text_channel(room, guild, "organisers") if guild else None
        if channel is None:
            raise CannotSay(messenger.CHANNEL_GONE, lasting=False)
        since, message = self._messages.get((room.id, episode.trouble), (None, None))
        if message and since == episode.since:
            await messenger.attempt(message.edit(**post.edited()), f"#{channel.name}")
        elif episode.until is None:
            self._messages[room.id, episode.trouble] = episode.since, await self._say(room, channel, episode, post)

    async def _say(self, room: Room, channel: discord.TextChannel, episode: Episode, post: Post) -> discord.Message:
        """Once: also where the bot was started anew meanwhile."""
        assert self._client.user
        found = await messenger.find(channel, self._client.user.id, post.print, room.now() - LOOK_BACK)
        if found:
            return await messenger.attempt(channel.fetch_message(found.message), f"#{channel.name}")
        return await messenger.post(channel, post, nonce_of(room.id, f"{episode.trouble}/{episode.since}"))
