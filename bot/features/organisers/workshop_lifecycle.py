"""Looks after the rooms at Discord: sets their secretaries to work, and has events follow changes.

May be called at every connection: what has begun is not begun again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

import aiohttp
import discord
from discord.ext import commands

from bot.chat.client import Atelier, say_what_is_lacking
from bot.chat.compat.own_member import fetch_own_member, is_made_up
from bot.features.programme.scheduled_events import ScheduledEventSync
from bot.workshop.bindings import bind_guild
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)


class Board(Protocol):
    """Something kept up to date in a channel."""

    async def begin(self, context: WorkshopContext) -> None:
        """Bring it up to date after a start, and follow what changes."""


PATIENCE = (5, 30, 120, 600)
"""Seconds after which events that could not follow are tried again."""
StartRoom = Callable[[WorkshopContext], Awaitable[None]]


class Steward(commands.Cog):
    def __init__(
        self, client: Atelier, events: ScheduledEventSync, boards: Sequence[Board], start_workshop: StartRoom
    ) -> None:
        self._client = client
        self._events = events
        self._boards = boards
        self._start_room = start_workshop
        self._started: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        log.info("Connected to Discord as %s, in %s server(s)", self._client.user, len(self._client.guilds))
        await self._look_after_rooms()

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self._look_after_rooms()

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        if self._client.is_ready():
            await self._look_after_rooms()

    async def cog_unload(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _look_after_rooms(self) -> None:
        for context in self._client.registry:
            await self._find_server(context)
            guild = self._client.get_guild(context.guild or 0)
            if guild is None or guild.unavailable:
                if self._client.is_ready():  # else it may come with another shard
                    log.warning("The workshop %s waits: the bot is not in its server yet", context.id)
                continue
            await self._find_ourselves(guild)
            if context.id not in self._started:
                self._started.add(context.id)
                say_what_is_lacking(guild)
                await self._begin(context)
            else:
                self._follow(context)

    async def _find_ourselves(self, guild: discord.Guild) -> None:
        """Our permissions hang on our roles: where the server came without us among its members, we are asked for."""
        us = self._client.user
        if us and is_made_up(guild):
            try:
                await fetch_own_member(guild, us.id)
            except (discord.HTTPException, aiohttp.ClientError, OSError) as refused:
                log.warning("What the bot may do in the server %s could not be asked: %s", guild.name, refused)

    async def _find_server(self, context: WorkshopContext) -> None:
        """A workshop that names no server takes place in the only one there is."""
        if context.workshop.guild is None and (only := self._client.only_guild):
            await bind_guild(context, only.id)

    async def _begin(self, context: WorkshopContext) -> None:
        if context.workshop.ends < context.now():
            log.info("The workshop %s is over: it announces nothing", context.id)
        await self._start_room(context)
        context.on_change(lambda _: self._follow(context))
        self._follow(context)
        for board in self._boards:
            self._in_background(board.begin(context), f"{type(board).__name__} of {context.id}")

    def _follow(self, context: WorkshopContext) -> None:
        guild = self._client.get_guild(context.guild or 0)
        if guild:
            self._in_background(self._follow_until_done(context, guild), f"events of {context.id}")

    async def _follow_until_done(self, context: WorkshopContext, guild: discord.Guild) -> None:
        for seconds in (*PATIENCE, 0):
            try:
                if await self._events.sync(context, guild):
                    return
            except (aiohttp.ClientError, OSError, discord.DiscordServerError) as unreachable:
                log.warning("The events of %s could not be read: %s", context.id, unreachable)
            await asyncio.sleep(seconds)

    def _in_background(self, doing: Awaitable[None], name: str) -> None:
        async def watched() -> None:
            try:
                await doing
            except Exception:
                log.exception("Something went wrong with the %s", name)

        task = asyncio.create_task(watched(), name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
