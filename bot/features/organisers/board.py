"""The organisers' board: one message in their channel, kept up to date, found again and made anew where it is gone."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from time import monotonic

import discord
from discord.ext import commands

from bot.chat import channel_bindings as places
from bot.chat.client import Atelier
from bot.chat.live_messages import Refresher
from bot.chat.posts import Post, message_print
from bot.core.schedule import Slot
from bot.features.announcements.model import nonce_of
from bot.features.announcements.publisher import in_all_languages
from bot.features.announcements.sending import CannotSay
from bot.features.organisers import board_service as board
from bot.features.organisers import board_text as words
from bot.features.organisers.server_faults import faults
from bot.outbox import posting as messenger
from bot.workshop.bindings import bind
from bot.workshop.context import Room

PLACE = "message:board"
TICK = 5.0
"""Real seconds between two looks for what was told meanwhile, and for whose time has come."""
STILL_THERE = 30.0
"""Real seconds after which a board that did not change is looked for: nobody tells us of a deleted message."""
AT_LEAST = 0.5
"""Real seconds between two edits, also where a rehearsal's clock makes the interval between them shorter."""
LOOK_BACK = 100
"""How many messages of their channel are looked through for a board that we do not remember."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a board says, when that was last known to stand, and the session that was the next one then."""

    post: Post
    known_at: float
    upcoming: Slot | None


class OrganisersBoard(commands.Cog):
    """Composes a board where something was told of its room, of its server, or by the clock; else it costs nothing."""

    def __init__(self, client: Atelier, refresher: Refresher) -> None:
        self._client = client
        self._refresher = refresher
        self._rooms: dict[str, Room] = {}
        self._shown: dict[str, Shown] = {}
        self._stale: set[str] = set()
        """The rooms of which something was told that their boards may not say yet."""
        self._ticking: asyncio.Task[None] | None = None

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        for room in self._client.rooms:
            if room.id not in self._rooms:
                self._rooms[room.id] = room
                room.on_change(lambda room=room: self.refresh(room))  # type: ignore[misc]
                room.on_news(lambda room=room: self._stale.add(room.id))  # type: ignore[misc]
            self.refresh(room)
        self._ticking = self._ticking or asyncio.create_task(self._tick(), name="the boards")

    @commands.Cog.listener("on_guild_join")
    @commands.Cog.listener("on_guild_available")
    @commands.Cog.listener("on_guild_update")
    @commands.Cog.listener("on_guild_channel_create")
    @commands.Cog.listener("on_guild_channel_update")
    @commands.Cog.listener("on_guild_channel_delete")
    @commands.Cog.listener("on_guild_role_create")
    @commands.Cog.listener("on_guild_role_update")
    @commands.Cog.listener("on_guild_role_delete")
    async def on_server_change(self, *what: discord.Guild | discord.abc.GuildChannel | discord.Role) -> None:
        """Their channel may have come; what is missing, or what we may, is another: the last of `what` is how it is."""
        now = what[-1]
        self._refresh_in(now if isinstance(now, discord.Guild) else now.guild)

    @commands.Cog.listener()
    async def on_member_update(self, before: discord.Member, after: discord.Member) -> None:
        """Our own roles say what we may."""
        if after == after.guild.me:
            self._refresh_in(after.guild)

    async def cog_unload(self) -> None:
        if self._ticking:
            self._ticking.cancel()
            await asyncio.gather(self._ticking, return_exceptions=True)

    def refresh(self, room: Room) -> None:
        """Bring it up to date, soon."""
        self._stale.add(room.id)
        self._look(room)

    def _refresh_in(self, guild: discord.Guild) -> None:
        for room in self._rooms.values():
            if self._client.guild_of(room) == guild:
                self.refresh(room)

    def _look(self, room: Room) -> None:
        self._refresher.ask((room.id, "board"), lambda: self._show(room))

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK)
            for room in self._rooms.values():
                if not _is_over(room) and (self._may_say_otherwise(room) or self._is_to_be_looked_for(room)):
                    self._look(room)

    def _may_say_otherwise(self, room: Room) -> bool:
        """Of all that it shows, only which session is the next changes without being told: its hour may have passed."""
        shown = self._shown.get(room.id)
        return room.id in self._stale or shown is None or shown.upcoming != room.schedule.upcoming(room.now())

    def _is_to_be_looked_for(self, room: Room) -> bool:
        shown = self._shown.get(room.id)
        return shown is not None and monotonic() - shown.known_at >= STILL_THERE

    async def _show(self, room: Room) -> None:
        guild = self._client.guild_of(room)
        channel = guild and places.text_channel(room, guild, "organisers")
        if not guild or not channel or _is_over(room):
            return
        try:
            await self._bring_up_to_date(room, guild, channel)
        except CannotSay:  # they may not let us: /workshop status says so
            self._stale.add(room.id)
        except BaseException:
            self._stale.add(room.id)
            raise

    async def _bring_up_to_date(self, room: Room, guild: discord.Guild, channel: discord.TextChannel) -> None:
        shown, upcoming = self._shown.get(room.id), room.schedule.upcoming(room.now())
        if shown is None or self._may_say_otherwise(room):
            self._stale.discard(room.id)
            post = await self._as_post(room, guild)
            if shown and shown.post.print == post.print and not self._is_to_be_looked_for(room):
                self._shown[room.id] = replace(shown, upcoming=upcoming)
                return
        elif self._is_to_be_looked_for(room):
            post = shown.post
        else:
            return
        await messenger.attempt(self._bring(room, channel, post), f"#{channel.name}")
        self._shown[room.id] = Shown(post, monotonic(), upcoming)
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


def _is_over(room: Room) -> bool:
    return room.workshop.ends < room.now()
