"""Finds commands that the server's settings (under Integrations) hide from people who need them.

Discord lets administrators allow or forbid commands for roles, members and channels. A bot can read these settings, but
not change them: https://discord.com/developers/docs/interactions/application-commands#permissions
"""

import logging
from collections.abc import Collection, Sequence

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat import channel_bindings
from bot.chat.client import Atelier
from bot.chat.compat.command_permissions import command_permissions
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)

FOR_NEWCOMERS = "join"
"""People without a role must see this command. Coordinators must see all others."""
Overwrites = list[app_commands.AppCommandPermissions]


class HiddenCommands(commands.Cog):
    """Reads the settings of a server once after each start, and then follows Discord's events about changes."""

    def __init__(self, client: Atelier) -> None:
        self._client = client
        self._settings: dict[int, dict[int, Overwrites]] = {}
        """The settings by server, then by command (or, for all commands, by application)."""

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        self._settings.clear()  # a change may have been missed

    @commands.Cog.listener()
    async def on_raw_app_command_permissions_update(self, event: discord.RawAppCommandPermissionsUpdateEvent) -> None:
        if event.guild.id in self._settings:
            self._settings[event.guild.id][event.target_id] = event.permissions

    async def faults(self, context: WorkshopContext, guild: discord.Guild) -> list[str]:
        """The hidden commands, as mentions or names: commands that people of the workshop must see."""
        settings = await self._read(guild)
        for_all = settings.get(self._client.application_id or 0, [])
        coordinator = channel_bindings.role(context, guild, "coordinator")
        roles = [coordinator.id] if coordinator else []
        return [
            f"</{command.name}:{number}>" if isinstance(command, app_commands.Command) else f"/{command.name}"
            for command in self._client.tree.get_commands(type=discord.AppCommandType.chat_input)
            if (number := self._client.command_ids.get(command.name)) and command.default_permissions is None
            and _is_hidden(settings.get(number) or for_all, guild, [] if command.name == FOR_NEWCOMERS else roles)
        ]  # fmt: skip

    async def _read(self, guild: discord.Guild) -> dict[int, Overwrites]:
        if guild.id not in self._settings:
            try:
                self._settings[guild.id] = await command_permissions(self._client, guild)
            except discord.HTTPException as error:
                log.warning("The permissions of commands could not be read: %r", error)
                return {}
        return self._settings[guild.id]


def _is_hidden(overwrites: Overwrites, guild: discord.Guild, roles: Collection[int]) -> bool:
    """Whether people with these roles cannot see the command in any channel. Roles take precedence over @everyone."""
    said = {(each.type, each.id): each.permission for each in overwrites}
    kinds = discord.AppCommandPermissionType
    somewhere = any(allowed for (kind, _id), allowed in said.items() if kind is kinds.channel)
    if said.get((kinds.channel, guild.id - 1)) is False and not somewhere:
        return True
    of_roles = [allowed for id in roles if (allowed := said.get((kinds.role, id))) is not None]
    return not any(of_roles) if of_roles else said.get((kinds.role, guild.id)) is False


def sentences(_: Phrases, f: Formats, hidden: Sequence[str]) -> list[str]:
    if not hidden:
        return []
    return [
        _(
            "The server's settings hide %(commands)s from people who need them. Allow them in Server Settings, under "
            "Integrations.",
            commands=f.joined(hidden),
        )
    ]
