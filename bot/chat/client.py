"""The bot at Discord: receives every interaction, checks who may do what, and calls its handler."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat import custom_ids, errors, router
from bot.chat.access import ALL, BEFORE_SETUP, NEEDS
from bot.chat.call import Call
from bot.chat.command_mentions import MENTIONS
from bot.chat.compat.command_tree import WrappableTree
from bot.chat.compat.long_rate_limits import LONGEST_SLEEP, LongRateLimit
from bot.chat.compat.no_blind_retries import no_blind_retries
from bot.chat.compat.no_redirects import refuse_redirect
from bot.chat.concurrency_limit import ConcurrencyLimit
from bot.chat.connection import when_refused
from bot.chat.in_flight import InFlight
from bot.chat.option_checks import check_options
from bot.chat.permissions import intents
from bot.chat.router import Pressed, Router
from bot.chat.translator import CommandTranslator
from bot.core.errors import NoLongerInUse, NotHere, NotSetUp, NoWorkshop
from bot.scheduling.background import BackgroundTasks
from bot.scheduling.worker import retry
from bot.workshop.context import WorkshopContext
from bot.workshop.registry import WorkshopRegistry

log = logging.getLogger(__name__)

GUILDS_WITHIN = 0.5
"""Seconds without a new server after which discord.py assumes that it has received all."""
SUGGEST_WITHIN = 2.0
"""Seconds after which there are no suggestions: they cannot be deferred, and Discord waits for 3."""
SERVERS_ONLY = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)

Handler = Callable[[discord.Interaction], Awaitable[None]]


class Tree(WrappableTree["Atelier"]):
    """The commands, and their suggestions."""

    async def handle(self, interaction: discord.Interaction) -> None:
        is_autocomplete = interaction.type is discord.InteractionType.autocomplete
        await self.client.serve(interaction, self._suggest if is_autocomplete else super().handle)

    async def _suggest(self, interaction: discord.Interaction) -> None:
        """Answer with suggestions, or with none if anything fails or takes too long."""
        try:
            async with asyncio.timeout(SUGGEST_WITHIN):
                await super().handle(interaction)
        except Exception as error:
            log.info("No suggestions: %r", error)
        if not interaction.response.is_done():
            await interaction.response.autocomplete([])

    async def interaction_check(self, interaction: discord.Interaction) -> bool:
        """Raises an error if the command is refused: discord.py has no other way to say why."""
        command = interaction.command
        extras = command.extras if isinstance(command, app_commands.Command) else {}
        call = await self.client.admit(interaction, before_setup=extras.get(BEFORE_SETUP, False))
        call.require(extras.get(NEEDS, ALL))
        if interaction.type is not discord.InteractionType.autocomplete:
            check_options(interaction)
        return True

    async def on_error(self, interaction: discord.Interaction, error: app_commands.AppCommandError) -> None:
        await errors.answer(interaction, error, self.client.refusal)


class Atelier(commands.AutoShardedBot):
    """One bot, any number of workshops."""

    def __init__(self, registry: WorkshopRegistry, refusal: errors.Refusal, shards: int | None = None) -> None:
        self.refused = asyncio.Event()
        """Set when Discord refuses our token."""
        trace = no_blind_retries()
        trace.on_request_end.append(when_refused(self.refused.set))
        trace.on_request_redirect.append(refuse_redirect)
        super().__init__(
            command_prefix=commands.when_mentioned,
            allowed_contexts=SERVERS_ONLY,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            intents=intents(),
            tree_cls=Tree,
            help_command=None,
            chunk_guilds_at_startup=False,
            guild_ready_timeout=GUILDS_WITHIN,
            shard_count=shards,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            http_trace=trace,
            max_ratelimit_timeout=LONGEST_SLEEP,
        )
        self.registry = registry
        self.refusal = refusal
        self.router = Router()
        self.in_flight = InFlight()
        self.background = BackgroundTasks()
        """What takes longer than an answer, such as to give many people a role."""
        self.concurrency_limit = ConcurrencyLimit()
        self.command_ids: dict[str, int] = {}
        """Discord's ids of our commands, by name."""
        self.our_cogs: Sequence[commands.Cog] = ()
        self._registering: asyncio.Task[object] | None = None

    async def setup_hook(self) -> None:
        await self.tree.set_translator(CommandTranslator())
        for cog in self.our_cogs:
            if cog.qualified_name not in self.cogs:  # an earlier attempt to log in may have added them already
                await self.add_cog(cog)
        try:
            await self._register_commands()
        except LongRateLimit as limited:
            log.warning("Discord registers our commands later, those of before stay until then: %s", limited)
            again = retry(self._register_commands, "The registration of the commands", expected=(LongRateLimit,))
            self._registering = self._registering or asyncio.create_task(again, name="registration of the commands")

    async def close(self) -> None:
        await self.background.stop()
        await super().close()

    async def _register_commands(self) -> None:
        self.command_ids = {each.name: each.id for each in await self.tree.sync()}
        MENTIONS.learn(self.tree.walk_commands(), self.command_ids)

    async def on_shard_ready(self, shard: int) -> None:
        """discord.py dispatches `ready` once all shards are ready, and not again when one connects anew."""
        if self.shard_count != 1:
            self.dispatch("ready")

    def context_of(self, guild: int) -> WorkshopContext | None:
        """The workshop of a server. Before setup, it is a workshop that is not bound yet."""
        if found := self.registry.of_guild(guild):
            return found
        # A server can have our commands without the bot as a member. Its owner is not an organiser.
        return self.registry.waiting() if self.get_guild(guild) else None

    def guild_of(self, context: WorkshopContext) -> discord.Guild | None:
        """The server of a workshop. None before setup, and while the bot is not in the server."""
        return self.get_guild(context.guild or 0)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Buttons, menus and forms. Commands go through the tree."""
        if interaction.type in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            await self.serve(interaction, self._press)

    async def serve(self, interaction: discord.Interaction, handle: Handler) -> None:
        """Run `handle`, and tell the person about any error. Nothing new starts while the bot is stopping."""
        if self.in_flight.is_closed:
            return
        with self.in_flight.track():
            try:
                await handle(interaction)
            except Exception as error:
                await errors.answer(interaction, error, self.refusal)
            finally:
                if call := Call.find(interaction):
                    call.close()

    async def admit(self, interaction: discord.Interaction, *, before_setup: bool = False) -> Call:
        """Wait for this interaction's turn, and return its call. Raises `NotHere`, `NoWorkshop` or `NotSetUp`.

        `before_setup`: accept it even if its workshop is not bound to a server.
        """
        if interaction.guild is None:
            raise NotHere
        context = self.context_of(interaction.guild.id)
        if not context:
            raise NoWorkshop
        if context.guild is None and not before_setup:
            raise NotSetUp
        call = Call(interaction, context, self.in_flight)
        if interaction.type is not discord.InteractionType.autocomplete:
            call.defer_in_time()
        await call.wait_in_line(self.concurrency_limit)
        return call

    async def _press(self, interaction: discord.Interaction) -> None:
        call = await self.admit(interaction)
        custom_id = router.custom_id_of(interaction)
        found = self.router.find(custom_ids.unnamed(call.context.id, custom_id))
        if found is None:
            raise NoLongerInUse
        route, carried = found
        call.require(route.needs)
        data: Any = interaction.data or {}
        shown = custom_ids.shown_by(custom_id)
        await route.handler(Pressed(call, carried, router.values_of(data), router.fields_of(data), shown))
