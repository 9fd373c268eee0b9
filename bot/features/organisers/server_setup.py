"""`/workshop setup`: creates the roles, channels and scheduled events that are missing, and changes nothing else.

Each one is looked up first, by its binding and then by its name. So a second run creates nothing twice, even when the
first one was interrupted. An existing role or channel is checked, and never edited.
"""

from dataclasses import dataclass
from typing import Self

import aiohttp
import discord

from bot.chat import channel_bindings
from bot.chat.channel_bindings import HIDDEN, READ_ONLY, Place
from bot.chat.compat import created_role
from bot.chat.compat.long_rate_limits import LongRateLimit
from bot.chat.escaping import escape_inline
from bot.chat.idempotent_create import create_once
from bot.chat.permissions import lacking
from bot.core.objections import Objection
from bot.features.organisers.model import SetupResult
from bot.features.programme.scheduled_events import ScheduledEventSync
from bot.workshop.bindings import bind
from bot.workshop.context import WorkshopContext

REASON = "/workshop setup"
TWO_FACTOR_REQUIRED = 60003
"""Discord's code for a bot in a server that requires two-factor authentication of moderators, whose owner has none
(Discord, OAuth2, Two-Factor Authentication Requirement)."""
ROLE_PERMISSIONS = {
    "organiser": discord.Permissions(manage_guild=True, manage_events=True),
    "facilitator": discord.Permissions(manage_events=True),
    "coordinator": discord.Permissions.none(),
}
"""Permissions of the roles that are made. Discord shows commands only to members with the permissions the commands ask
for: organisers' commands ask for `manage_guild`, facilitators' for `manage_events`."""


@dataclass
class ServerContents:
    """The roles and channels of the server, fetched from Discord: discord.py's cache may lag behind."""

    roles: list[discord.Role]
    channels: list[discord.abc.GuildChannel]

    @classmethod
    async def fetch(cls, guild: discord.Guild) -> Self:
        return cls(list(await guild.fetch_roles()), list(await guild.fetch_channels()))

    def highest_of(self, member: discord.Member) -> discord.Role:
        """The highest role of `member`, with its fetched position.

        Cached positions are outdated after roles were created.
        """
        return max((role for role in self.roles if member.get_role(role.id)), default=member.top_role)


async def set_up(context: WorkshopContext, guild: discord.Guild, events: ScheduledEventSync) -> SetupResult:
    """Create what is missing in `guild`. Refusals of Discord are in the result, not raised."""
    result = SetupResult(lacking=lacking(guild.me.guild_permissions))
    try:
        server = await ServerContents.fetch(guild)
        for which in channel_bindings.ROLES:
            await ensure_role(context, guild, which, server, result)
        for purpose, name in channel_bindings.channel_names(context).items():
            await _ensure_channel(context, guild, purpose, name, server, result)
        result.events = await events.create_missing(context, guild)
    except discord.HTTPException as refused:
        note_refusal(result, f"{refused.status}/{refused.code}", refused)
    except (aiohttp.ClientError, OSError) as unreachable:
        result.refused.append(str(unreachable) or type(unreachable).__name__)
    return result


def note_refusal(result: SetupResult, what: str, refused: discord.HTTPException) -> None:
    """Record that Discord refused `what`, such as `@Organisers`, and what to do about it."""
    if refused.code == TWO_FACTOR_REQUIRED:
        result.two_factor = True
    elif isinstance(refused, LongRateLimit):
        result.wait = max(result.wait, refused.retry_after)
    else:
        result.refused.append(f"{what}: {refused.text}")


async def ensure_role(
    context: WorkshopContext, guild: discord.Guild, which: str, server: ServerContents, result: SetupResult
) -> None:
    name: str = getattr(context.workshop.roles, which)
    purpose = channel_bindings.role_purpose(which, name)
    found = channel_bindings.find_role(context, guild, which, server.roles)
    if isinstance(found, Objection):
        result.unused.append(found)
        return
    if found is None and name.isdigit():  # the file has the id of a role that does not exist
        result.refused.append(f"@{name}")
        return
    if found is None:
        try:
            found = await _create_role(context, guild, which, name)
        except discord.HTTPException as refused:
            note_refusal(result, f"@{name}", refused)
            return
        result.roles.append(found.name)
    elif which == "organiser" and purpose not in context.bindings:
        result.organisers = await _holders(guild, found)
    created_role.remember(found)  # the channels created next depend on it
    if unseen := lacking(found.permissions, ROLE_PERMISSIONS[which]):
        result.unseen.append((found.name, unseen))
    if found >= server.highest_of(guild.me):
        result.too_high.append(found.name)
    await bind(context, purpose, found.id)


async def _holders(guild: discord.Guild, role: discord.Role) -> list[str]:
    """The people with `role`, each with both names: a display name may be copied from somebody else."""
    members = [member async for member in guild.fetch_members(limit=None) if role in member.roles and not member.bot]
    return [f"{escape_inline(member.display_name)} (@{escape_inline(member.name)})" for member in members]


async def _create_role(context: WorkshopContext, guild: discord.Guild, which: str, name: str) -> discord.Role:
    # The bot cannot give a permission that it lacks: the role is created without it.
    permissions = discord.Permissions(ROLE_PERMISSIONS[which].value & guild.me.guild_permissions.value)

    async def find() -> discord.Role | None:
        found = channel_bindings.find_role(context, guild, which, (await ServerContents.fetch(guild)).roles)
        return found if isinstance(found, discord.Role) else None

    return await create_once(find, lambda: guild.create_role(name=name, permissions=permissions, reason=REASON))


async def _ensure_channel(
    context: WorkshopContext, guild: discord.Guild, purpose: str, name: str, server: ServerContents, result: SetupResult
) -> None:
    channel = channel_bindings.find_channel(context, guild, purpose, server.channels)
    if isinstance(channel, Objection):
        result.unused.append(channel)
        return
    if channel is None and name.isdigit():  # the file has the id of a channel that does not exist
        result.refused.append(f"#{name}")
        return
    if channel is None:
        try:
            channel = await _create_channel(context, guild, purpose, name)
        except discord.HTTPException as refused:
            note_refusal(result, f"#{name}", refused)
            return
        result.channels.append(channel.name)
    elif writers := channel_bindings.writers(context, channel, purpose):
        result.writers.append((channel.mention, writers))
    await bind(context, channel_bindings.channel_purpose(purpose, name), channel.id)


async def _create_channel(context: WorkshopContext, guild: discord.Guild, purpose: str, name: str) -> Place:
    async def find() -> Place | None:
        channels = (await ServerContents.fetch(guild)).channels
        found = channel_bindings.find_channel(context, guild, purpose, channels)
        return None if isinstance(found, Objection) else found

    async def create() -> Place:
        if purpose == "stage":
            return await guild.create_voice_channel(name, reason=REASON)
        overwrites = _overwrites(context, guild, purpose.partition(":")[0])
        return await guild.create_text_channel(name, overwrites=overwrites, reason=REASON)

    return await create_once(find, create)


def _overwrites(
    context: WorkshopContext, guild: discord.Guild, purpose: str
) -> dict[discord.Role | discord.Member | discord.Object, discord.PermissionOverwrite]:
    """Overwrites that hide the organisers' and interpreters' channels, and make some read-only.

    The bot can always write.
    """
    allowed = discord.PermissionOverwrite(view_channel=True, send_messages=True)
    if purpose in HIDDEN:
        overwrites: dict[discord.Role | discord.Member | discord.Object, discord.PermissionOverwrite] = {
            guild.default_role: discord.PermissionOverwrite(view_channel=False),
            guild.me: allowed,
        }
        organisers = channel_bindings.role(context, guild, "organiser")
        if organisers:
            overwrites[organisers] = allowed
        return overwrites
    if purpose in READ_ONLY:
        return {guild.default_role: discord.PermissionOverwrite(send_messages=False), guild.me: allowed}
    return {}
