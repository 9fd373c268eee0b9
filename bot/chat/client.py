"""The bot at Discord: receives every interaction, checks who may, and hands it on."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat import errors, router
from bot.chat.access import ALL, NEEDS
from bot.chat.call import Call
from bot.chat.compat.lenient_parsing import read_leniently
from bot.chat.concurrency_limit import ConcurrencyLimit
from bot.chat.connection import leave_out_what_is_odd, when_refused
from bot.chat.idempotent_create import no_blind_retries
from bot.chat.in_flight import UnderWay
from bot.chat.option_checks import check_options
from bot.chat.permissions import NEEDED, intents, lacking
from bot.chat.router import Pressed, Router
from bot.chat.translator import CommandTranslator
from bot.core.errors import NoLongerInUse
from bot.workshop.context import WorkshopContext
from bot.workshop.registry import WorkshopRegistry

log = logging.getLogger(__name__)

GUILDS_WITHIN = 0.5
"""Seconds without a new server after which discord.py takes it that all have come."""
SUGGEST_WITHIN = 2.0
"""Seconds after which there are no suggestions: they cannot be deferred, and Discord waits for 3."""
HERE = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)


class Tree(app_commands.CommandTree["Atelier"]):
    """The commands, behind one door."""

    async def interaction_check(self, interaction: discord.Interaction) -> bool:
        call = Call.of(interaction)
        command = interaction.command
        needs = command.extras.get(NEEDS, ALL) if isinstance(command, app_commands.Command) else ALL
        typing = interaction.type is discord.InteractionType.autocomplete
        if not typing:
            call.watch()
        await call.acquire_permit()
        call.require(needs)
        if not typing:
            check_options(interaction)
        return True

    async def _call(self, interaction: discord.Interaction) -> None:
        # discord.py hands errors raised by a command to `on_error`, but not those raised by the check.
        if self.client.under_way.is_closed:
            return
        with self.client.under_way.one():
            await self._attend(interaction)

    async def _attend(self, interaction: discord.Interaction) -> None:
        typing = interaction.type is discord.InteractionType.autocomplete
        try:
            async with asyncio.timeout(SUGGEST_WITHIN if typing else None):
                await super()._call(interaction)  # type: ignore[arg-type]
            if typing and not interaction.response.is_done():  # discord.py says nothing where it raised something
                await interaction.response.autocomplete([])
        except Exception as error:
            await self._refuse(interaction, error)
        finally:
            Call.over(interaction)

    async def on_error(self, interaction: discord.Interaction, error: app_commands.AppCommandError) -> None:
        await errors.answer(interaction, error, self.client.refusal)

    async def _refuse(self, interaction: discord.Interaction, error: Exception) -> None:
        if interaction.type is discord.InteractionType.autocomplete:
            if not interaction.response.is_done():
                await interaction.response.autocomplete([])
            return
        await errors.answer(interaction, error, self.client.refusal)


class Atelier(commands.AutoShardedBot):
    """One bot, many rooms."""

    registry: WorkshopRegistry

    def __init__(self, registry: WorkshopRegistry, refusal: errors.Refusal, shards: int | None = None) -> None:
        self.refused = asyncio.Event()
        """Set when Discord refuses our token."""
        trace = no_blind_retries()
        trace.on_request_end.append(when_refused(self.refused.set))
        super().__init__(
            command_prefix=commands.when_mentioned,
            allowed_contexts=HERE,
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
        )
        read_leniently(self._connection.parsers)
        leave_out_what_is_odd(self._connection.parsers)
        self.registry = registry
        self.refusal = refusal
        self.router = Router()
        self.under_way = UnderWay()
        self.concurrency_limit = ConcurrencyLimit()
        self.our_cogs: Sequence[commands.Cog] = ()

    async def setup_hook(self) -> None:
        await self.tree.set_translator(CommandTranslator())
        for cog in self.our_cogs:
            if cog.qualified_name not in self.cogs:  # else an earlier attempt to log in got that far
                await self.add_cog(cog)
        await self.tree.sync()

    @property
    def only_guild(self) -> discord.Guild | None:
        """The only server there is; None where there are more, or some may still come with another shard."""
        all_have_come = self.shard_count == 1 or self.is_ready()
        return self.guilds[0] if all_have_come and len(self.guilds) == 1 else None

    async def on_shard_ready(self, shard: int) -> None:
        """discord.py says `ready` when all shards have come, and no more when one of them comes anew."""
        if self.shard_count != 1:
            self.dispatch("ready")

    def context_of(self, guild: int) -> WorkshopContext | None:
        """The room of a server; those whose file names none are in the only server there is."""
        here = self.only_guild
        if here and here.id == guild:  # not one that has our commands and not ourselves: its owner is no organiser
            for context in self.registry.unbound():
                context.guild = guild  # the steward, who comes a moment later, writes it down
        return self.registry.of_guild(guild)

    def guild_of(self, context: WorkshopContext) -> discord.Guild | None:
        """The server of a room; for one that names none, the only one there is."""
        return self.only_guild if context.guild is None else self.get_guild(context.guild)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Buttons, menus and forms; commands go through the tree."""
        if interaction.type not in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            return
        if self.under_way.is_closed:
            return
        with self.under_way.one():
            await self._attend(interaction)

    async def _attend(self, interaction: discord.Interaction) -> None:
        try:
            await self._press(interaction)
        except Exception as error:
            await errors.answer(interaction, error, self.refusal)
        finally:
            Call.over(interaction)

    async def _press(self, interaction: discord.Interaction) -> None:
        call = Call.of(interaction)
        call.watch()
        await call.acquire_permit()
        found = self.router.find(router.custom_id_of(interaction))
        if found is None:
            raise NoLongerInUse
        door, carried = found
        call.require(door.needs)
        data: Any = interaction.data or {}
        await door.handler(Pressed(call, carried, router.values_of(data), router.fields_of(data)))


def say_what_is_lacking(guild: discord.Guild) -> list[str]:
    """Log each permission the bot lacks in `guild`, by name, and return them."""
    missing = lacking(guild.me.guild_permissions, NEEDED) if guild.me else []
    if missing:
        log.warning("In the server %s Atelier lacks these permissions: %s", guild.name, ", ".join(missing))
    return missing
