"""The organisers' board: one message in their channel, kept up to date, found again and made anew where it is gone."""

from __future__ import annotations

import asyncio
from time import monotonic

import discord
from discord.ext import commands

from bot.chat import messenger, places
from bot.chat.client import Atelier
from bot.chat.faults import faults
from bot.chat.herald import in_all_languages
from bot.chat.posts import Post, message_print
from bot.chat.presenters import board as words
from bot.chat.refresher import Refresher
from bot.domain.announcements import nonce_of
from bot.services import board
from bot.services.announcing import CannotSay
from bot.services.places import bind
from bot.services.room import Room

PLACE = "message:board"
TICK = 5.0
"""Real seconds between two looks at what no change tells: an announcement that was said, a role that was deleted."""
STILL_THERE = 30.0
"""Real seconds after which a board that did not change is looked for: nobody tells us of a deleted message."""


AT_LEAST = 0.5
"""Real seconds between two edits, also where a rehearsal's clock makes the interval between them shorter."""
LOOK_BACK = 100
"""How many messages of their channel are looked through for a board that we do not remember."""


class OrganisersBoard(commands.Cog):
    def __init__(self, client: Atelier, refresher: Refresher) -> None:
        self._client = client
        self._refresher = refresher
        self._rooms: dict[str, Room] = {}
        self._shown: dict[str, tuple[str, float]] = {}
        """What each room's board says, and when that was last known."""
        self._ticking: asyncio.Task[None] | None = None

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        for room in self._client.rooms:
            if room.id not in self._rooms:
                self._rooms[room.id] = room
                room.on_change(lambda room=room: self.refresh(room))  # type: ignore[misc]
            self.refresh(room)
        self._ticking = self._ticking or asyncio.create_task(self._tick(), name="the boards")

    @commands.Cog.listener()
    async def on_guild_channel_create(self, channel: discord.abc.GuildChannel) -> None:
        """It may be theirs."""
        for room in self._rooms.values():
            self.refresh(room)

    async def cog_unload(self) -> None:
        if self._ticking:
            self._ticking.cancel()
            await asyncio.gather(self._ticking, return_exceptions=True)

    def refresh(self, room: Room) -> None:
        """Bring it up to date, soon."""
        self._refresher.ask((room.id, "board"), lambda: self._show(room))

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK)
            for room in self._rooms.values():
                self.refresh(room)

    async def _show(self, room: Room) -> None:
        guild = self._client.guild_of(room)
        channel = guild and places.text_channel(room, guild, "organisers")
        if not guild or not channel or room.workshop.ends < room.now():
            return
        post = await self._as_post(room, guild)
        said, known_at = self._shown.get(room.id, ("", 0.0))
        if said == post.print and monotonic() - known_at < STILL_THERE:
            return
        try:
            await messenger.attempt(self._bring(room, channel, post), f"#{channel.name}")
        except CannotSay:  # they may not let us: /workshop status says so
            return
        self._shown[room.id] = (post.print, monotonic())
        await asyncio.sleep(AT_LEAST)

    async def _bring(self, room: Room, channel: discord.TextChannel, post: Post) -> None:
        """Make the message say `post`: edited where it says otherwise, posted where it is gone."""
        id = room.places.get(PLACE)
        message = await self._standing(channel, id) if id is not None else await self._left_behind(channel, post)
        if message is None:
            message = await channel.send(**post.new(), nonce=nonce_of(room.id, f"board/{id}/{post.print}"))
        elif message_print(message) != post.print:
            await message.edit(**post.edited())
        await bind(room, PLACE, message.id)

    async def _standing(self, channel: discord.TextChannel, id: int) -> discord.Message | None:
        """The message of that id, if it still stands: looked up in the history, which refuses nothing."""
        async for message in channel.history(limit=1, after=discord.Object(id - 1), oldest_first=True):
            return message if message.id == id else None
        return None

    async def _left_behind(self, channel: discord.TextChannel, post: Post) -> discord.Message | None:
        """The board that we posted and did not get to write down."""
        heading = post.text.splitlines()[0]
        async for message in channel.history(limit=LOOK_BACK):
            said = message.content or (message.embeds[0].description if message.embeds else "")
            if message.author == self._client.user and (said or "").startswith(heading):
                return message
        return None

    async def _as_post(self, room: Room, guild: discord.Guild) -> Post:
        state = await board.of(room)
        people = {p.id: p.name for p in room.everyone()}
        return Post(in_all_languages(room, lambda _, f: words.board(_, f, state, people, faults(_, room, guild))))
