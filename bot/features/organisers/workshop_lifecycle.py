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
from bot.features.programme.scheduled_events import EventKeeper
from bot.workshop.bindings import bind_guild
from bot.workshop.context import Room

log = logging.getLogger(__name__)


class Board(Protocol):
    """Something kept up to date in a channel."""

    async def begin(self, room: Room) -> None:
        """Bring it up to date after a start, and follow what changes."""


PATIENCE = (5, 30, 120, 600)
"""Seconds after which events that could not follow are tried again."""
StartRoom = Callable[[Room], Awaitable[None]]


class Steward(commands.Cog):
    def __init__(self, client: Atelier, events: EventKeeper, boards: Sequence[Board], start_room: StartRoom) -> None:
        self._client = client
        self._events = events
        self._boards = boards
        self._start_room = start_room
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
        for room in self._client.rooms:
            await self._find_server(room)
            guild = self._client.get_guild(room.guild or 0)
            if guild is None or guild.unavailable:
                if self._client.is_ready():  # else it may come with another shard
                    log.warning("The workshop %s waits: the bot is not in its server yet", room.id)
                continue
            await self._find_ourselves(guild)
            if room.id not in self._started:
                self._started.add(room.id)
                say_what_is_lacking(guild)
                await self._begin(room)
            else:
                self._follow(room)

    async def _find_ourselves(self, guild: discord.Guild) -> None:
        """Our permissions hang on our roles: where the server came without us among its members, we are asked for."""
        us = self._client.user
        if us and (guild.me is None or len(guild.me.roles) == 1):  # @everyone alone: made up by discord.py
            try:
                guild._add_member(await guild.fetch_member(us.id))
            except (discord.HTTPException, aiohttp.ClientError, OSError) as refused:
                log.warning("What the bot may do in the server %s could not be asked: %s", guild.name, refused)

    async def _find_server(self, room: Room) -> None:
        """A workshop that names no server takes place in the only one there is."""
        if room.workshop.guild is None and (only := self._client.only_guild):
            await bind_guild(room, only.id)

    async def _begin(self, room: Room) -> None:
        if room.workshop.ends < room.now():
            log.info("The workshop %s is over: it announces nothing", room.id)
        await self._start_room(room)
        room.on_change(lambda: self._follow(room))
        self._follow(room)
        for board in self._boards:
            self._in_background(board.begin(room), f"{type(board).__name__} of {room.id}")

    def _follow(self, room: Room) -> None:
        guild = self._client.get_guild(room.guild or 0)
        if guild:
            self._in_background(self._follow_until_done(room, guild), f"events of {room.id}")

    async def _follow_until_done(self, room: Room, guild: discord.Guild) -> None:
        for seconds in (*PATIENCE, 0):
            try:
                if await self._events.follow(room, guild):
                    return
            except (aiohttp.ClientError, OSError, discord.DiscordServerError) as unreachable:
                log.warning("The events of %s could not be read: %s", room.id, unreachable)
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
