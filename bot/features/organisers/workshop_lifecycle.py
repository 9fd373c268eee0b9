"""Starts each workshop once the bot is in its Discord server, and logs the bot's servers.

This runs again after every reconnect. A workshop that is running is not started again.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Protocol

import aiohttp
import discord
from discord.ext import commands

from bot.chat.client import Atelier
from bot.chat.compat.own_member import fetch_own_member, is_made_up
from bot.chat.connection import may_pass
from bot.chat.permissions import lacking
from bot.features.organisers import renamed_roles, start_report
from bot.features.programme.scheduled_events import ScheduledEventSync
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)


class LiveMessage(Protocol):
    """A message that is kept up to date in a channel."""

    async def begin(self, context: WorkshopContext) -> None:
        """Update the message at the start of the bot, and from then on after each change."""


RETRY_AFTER = (5, 30, 120, 600)
"""Seconds to wait after a first, second, … failed update of the scheduled events.

After the last one the bot gives up.
"""
StartWorkshop = Callable[[WorkshopContext], Awaitable[None]]


class WorkshopLifecycle(commands.Cog):
    def __init__(
        self,
        client: Atelier,
        events: ScheduledEventSync,
        live_messages: Sequence[LiveMessage],
        start_workshop: StartWorkshop,
    ) -> None:
        self._client = client
        self._events = events
        self._live_messages = live_messages
        self._start_workshop = start_workshop
        self._started: set[str] = set()
        self._said: set[str] = set()
        """The lines of the last report in the log. Lines that have not changed are not logged again."""

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        log.info("Connected to Discord as %s", self._client.user)
        await self._start_workshops()

    @commands.Cog.listener()
    async def on_workshop_bound(self, guild: discord.Guild) -> None:
        """`/workshop setup` has chosen the server of a workshop that named none."""
        await self._start_workshops()

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self._start_workshops()

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        if self._client.is_ready():
            await self._start_workshops()

    @commands.Cog.listener()
    async def on_stage_instance_delete(self, instance: discord.StageInstance) -> None:
        """A stage where nobody speaks closes by itself, although its session continues."""
        for context in self._client.registry:
            if context.guild == instance.guild.id and context.schedule.in_progress():
                self._events.forget_open(context)
                self._update_events(context)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        self._report()

    async def _start_workshops(self) -> None:
        if self._client.is_ready():  # otherwise another shard may bring more servers
            self._report()
        for context in self._client.registry:
            guild = self._client.guild_of(context)
            if guild is None or guild.unavailable:
                continue
            await self._fetch_own_member(guild)
            if context.id not in self._started:
                self._started.add(context.id)
                self._say_what_is_lacking(context, guild)
                self._client.background.start(renamed_roles.finish(context, guild), f"roles of {context.id}")
                await self._start(context)
            else:
                self._update_events(context)

    async def _fetch_own_member(self, guild: discord.Guild) -> None:
        """Fetch the bot's own member if Discord did not send it: its roles decide the bot's permissions."""
        user = self._client.user
        if user and is_made_up(guild):
            try:
                await fetch_own_member(guild, user.id)
            except (discord.HTTPException, aiohttp.ClientError, OSError) as refused:
                log.warning("What the bot may do in the server %s could not be asked: %s", guild.name, refused)

    def _report(self) -> None:
        """Log the bot's servers, and why a workshop waits. Only news is logged."""
        application = self._client.application
        if application is None:
            return
        servers = {guild.id: guild.name or "unavailable at Discord just now" for guild in self._client.guilds}
        contexts = list(self._client.registry)
        facts = start_report.facts(application.id, servers, contexts)
        faults = start_report.faults(application.id, servers, contexts, public=application.bot_public)
        self._say(logging.INFO, facts)
        self._say(logging.WARNING, faults)
        self._said = {*facts, *faults}

    def _say(self, level: int, lines: Iterable[str]) -> None:
        for line in lines:
            if line not in self._said:
                log.log(level, line)

    def _say_what_is_lacking(self, context: WorkshopContext, guild: discord.Guild) -> None:
        missing, application = lacking(guild.me.guild_permissions), self._client.application
        if missing and application:
            languages = context.workshop.languages
            log.warning(start_report.lacking_permissions(application.id, guild.name, missing, languages))

    async def _start(self, context: WorkshopContext) -> None:
        await self._start_workshop(context)
        context.on_change(lambda: self._update_events(context))
        self._update_events(context)
        for message in self._live_messages:
            self._client.background.start(message.begin(context), f"{type(message).__name__} of {context.id}")

    def _update_events(self, context: WorkshopContext) -> None:
        guild = self._client.guild_of(context)
        if guild:
            self._client.background.start(self._retry_events(context, guild), f"events of {context.id}")

    async def _retry_events(self, context: WorkshopContext, guild: discord.Guild) -> None:
        for seconds in (*RETRY_AFTER, 0):
            try:
                if await self._events.sync(context, guild):
                    return
            except Exception as unreachable:
                if not may_pass(unreachable):
                    raise
                log.warning("The events of %s could not be read: %s", context.id, unreachable)
            await asyncio.sleep(seconds)
