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
from bot.chat.multilingual import in_all_languages
from bot.chat.posts import Post, message_print
from bot.core.schedule import SessionState
from bot.features.organisers import board_service as board
from bot.features.organisers import board_text as words
from bot.features.organisers.server_faults import faults
from bot.outbox import posting as messenger
from bot.outbox.errors import DeliveryFailed
from bot.outbox.nonce import nonce_of
from bot.workshop.bindings import bind
from bot.workshop.context import WorkshopContext

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
    upcoming: SessionState | None


class OrganisersBoard(commands.Cog):
    """Composes a board where something was told of its room, of its server, or by the clock; else it costs nothing."""

    def __init__(self, client: Atelier, refresher: Refresher) -> None:
        self._client = client
        self._refresher = refresher
        self._rooms: dict[str, WorkshopContext] = {}
        self._shown: dict[str, Shown] = {}
        self._stale: set[str] = set()
        """The rooms of which something was told that their boards may not say yet."""
        self._ticking: asyncio.Task[None] | None = None

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        for context in self._client.registry:
            if context.id not in self._rooms:
                self._rooms[context.id] = context
                context.on_change(lambda changed: self.refresh(self._rooms[changed.workshop]))
            self.refresh(context)
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

    def refresh(self, context: WorkshopContext) -> None:
        """Bring it up to date, soon."""
        self._stale.add(context.id)
        self._look(context)

    def _refresh_in(self, guild: discord.Guild) -> None:
        for context in self._rooms.values():
            if self._client.guild_of(context) == guild:
                self.refresh(context)

    def _look(self, context: WorkshopContext) -> None:
        self._refresher.ask((context.id, "board"), lambda: self._show(context))

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK)
            for context in self._rooms.values():
                if not _is_over(context) and (self._may_say_otherwise(context) or self._is_to_be_looked_for(context)):
                    self._look(context)

    def _may_say_otherwise(self, context: WorkshopContext) -> bool:
        """Of all that it shows, only which session is the next changes without being told: its hour may have passed."""
        shown = self._shown.get(context.id)
        return context.id in self._stale or shown is None or shown.upcoming != context.schedule.upcoming(context.now())

    def _is_to_be_looked_for(self, context: WorkshopContext) -> bool:
        shown = self._shown.get(context.id)
        return shown is not None and monotonic() - shown.known_at >= STILL_THERE

    async def _show(self, context: WorkshopContext) -> None:
        guild = self._client.guild_of(context)
        channel = guild and places.text_channel(context, guild, "organisers")
        if not guild or not channel or _is_over(context):
            return
        try:
            await self._bring_up_to_date(context, guild, channel)
        except DeliveryFailed:  # they may not let us: /workshop status says so
            self._stale.add(context.id)
        except BaseException:
            self._stale.add(context.id)
            raise

    async def _bring_up_to_date(
        self, context: WorkshopContext, guild: discord.Guild, channel: discord.TextChannel
    ) -> None:
        shown, upcoming = self._shown.get(context.id), context.schedule.upcoming(context.now())
        if shown is None or self._may_say_otherwise(context):
            self._stale.discard(context.id)
            post = await self._as_post(context, guild)
            if shown and shown.post.print == post.print and not self._is_to_be_looked_for(context):
                self._shown[context.id] = replace(shown, upcoming=upcoming)
                return
        elif self._is_to_be_looked_for(context):
            post = shown.post
        else:
            return
        await messenger.attempt(self._bring(context, channel, post), f"#{channel.name}")
        self._shown[context.id] = Shown(post, monotonic(), upcoming)
        await asyncio.sleep(AT_LEAST)

    async def _bring(self, context: WorkshopContext, channel: discord.TextChannel, post: Post) -> None:
        """Make the message say `post`: edited where it says otherwise, posted where it is gone."""
        id = context.bindings.get(PLACE)
        message = await self._standing(channel, id) if id is not None else await self._left_behind(channel, post)
        if message is None:
            message = await channel.send(**post.new(), nonce=nonce_of(context.id, f"board/{id}/{post.print}"))
        elif message_print(message) != post.print:
            await message.edit(**post.edited())
        await bind(context, PLACE, message.id)

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

    async def _as_post(self, context: WorkshopContext, guild: discord.Guild) -> Post:
        state = await board.of(context)
        people = {p.id: p.name for p in context.all_participants()}
        return Post(in_all_languages(context, lambda _, f: words.board(_, f, state, people, faults(_, context, guild))))


def _is_over(context: WorkshopContext) -> bool:
    return context.workshop.ends < context.now()
