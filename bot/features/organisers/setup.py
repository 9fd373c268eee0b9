"""`/workshop setup`: makes the roles, channels and scheduled events that are missing, and touches nothing else.

Each thing is looked up before it is made, by what we bound and then by name: run twice, or cut off half-way
and run again, it makes nothing twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self

import aiohttp
import discord

from bot.chat import channel_bindings as places
from bot.chat.idempotent_create import create_once
from bot.chat.permissions import NEEDED, lacking
from bot.features.programme.scheduled_events import ScheduledEventSync
from bot.workshop.bindings import bind
from bot.workshop.context import WorkshopContext

REASON = "/workshop setup"
HIDDEN = frozenset({"organisers", "interpreters"})
READ_ONLY = frozenset({"announcements", "key_messages"})
ROLE_BITS = {
    "organiser": discord.Permissions(manage_guild=True, manage_events=True),  # theirs, and the facilitators' commands
    "facilitator": discord.Permissions(manage_events=True),
    "coordinator": discord.Permissions.none(),
}
"""What shows organisers and facilitators their commands in Discord's menus."""


@dataclass
class Report:
    """What was made, what could not be, and the permissions that lack."""

    roles: list[str] = field(default_factory=list)
    channels: list[str] = field(default_factory=list)
    events: int = 0
    refused: list[str] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)
    too_high: list[str] = field(default_factory=list)

    @property
    def made_nothing(self) -> bool:
        return not (self.roles or self.channels or self.events)

    @property
    def made(self) -> str:
        """For the log: by name, and how many events."""
        return ", ".join([*self.roles, *self.channels, *([f"{self.events} events"] if self.events else [])])


@dataclass
class Found:
    """What is in the server now, asked of Discord itself: what we remember may lag behind."""

    roles: list[discord.Role]
    channels: list[discord.abc.GuildChannel]

    @classmethod
    async def of(cls, guild: discord.Guild) -> Self:
        return cls(list(await guild.fetch_roles()), list(await guild.fetch_channels()))

    def highest_of(self, member: discord.Member) -> discord.Role:
        """Their highest role, placed as the others here: the places kept in memory are older than roles made since."""
        return max((role for role in self.roles if member.get_role(role.id)), default=member.top_role)


async def set_up(context: WorkshopContext, guild: discord.Guild, events: ScheduledEventSync) -> Report:
    """Make what is missing in `guild`; returns what was made and what could not be."""
    report = Report(lacking=lacking(guild.me.guild_permissions, NEEDED))
    try:
        found = await Found.of(guild)
        for which in ROLE_BITS:
            await _role(context, guild, which, found, report)
        for purpose, name in places.channel_names(context).items():
            await _channel(context, guild, purpose, name, found, report)
        report.events = await events.create_missing(context, guild)
    except discord.HTTPException as refused:
        report.refused.append(f"{refused.status}/{refused.code}: {refused.text}")
    except (aiohttp.ClientError, OSError) as unreachable:
        report.refused.append(str(unreachable) or type(unreachable).__name__)
    return report


async def _role(context: WorkshopContext, guild: discord.Guild, which: str, found: Found, report: Report) -> None:
    name: str = getattr(context.workshop.roles, which)
    # What we may not hold ourselves we may not give: such a role is made without.
    bits = discord.Permissions(ROLE_BITS[which].value & guild.me.guild_permissions.value)
    role = places.role(context, guild, which, found.roles)
    try:
        if role is None:
            role = await _make_role(context, guild, which, name, bits)
            report.roles.append(role.name)
        elif bits.value & ~role.permissions.value and role < found.highest_of(guild.me):
            await role.edit(permissions=role.permissions | bits, reason=REASON)
    except discord.HTTPException as refused:
        report.refused.append(f"@{name}: {refused.text}")
        return
    if role >= found.highest_of(guild.me):
        report.too_high.append(role.name)
    await bind(context, places.role_purpose(which, name), role.id)


async def _make_role(
    context: WorkshopContext, guild: discord.Guild, which: str, name: str, bits: discord.Permissions
) -> discord.Role:
    async def look() -> discord.Role | None:
        return places.role(context, guild, which, (await Found.of(guild)).roles)

    return await create_once(look, lambda: guild.create_role(name=name, permissions=bits, reason=REASON))


async def _channel(
    context: WorkshopContext, guild: discord.Guild, purpose: str, name: str, found: Found, report: Report
) -> None:
    channel = places.channel(context, guild, purpose, found.channels)
    if channel is None and name.isdigit():  # an id: we cannot make a channel that has it
        report.refused.append(f"#{name}")
        return
    if channel is None:
        try:
            channel = await _make_channel(context, guild, purpose, name)
        except discord.HTTPException as refused:
            report.refused.append(f"#{name}: {refused.text}")
            return
        report.channels.append(channel.name)
    await bind(context, places.channel_purpose(purpose, name), channel.id)


async def _make_channel(context: WorkshopContext, guild: discord.Guild, purpose: str, name: str) -> places.Place:
    async def look() -> places.Place | None:
        return places.channel(context, guild, purpose, (await Found.of(guild)).channels)

    async def make() -> places.Place:
        if purpose == "stage":
            return await guild.create_voice_channel(name, reason=REASON)
        overwrites = _overwrites(context, guild, purpose.partition(":")[0])
        return await guild.create_text_channel(name, overwrites=overwrites, reason=REASON)

    return await create_once(look, make)


def _overwrites(
    context: WorkshopContext, guild: discord.Guild, purpose: str
) -> dict[discord.Role | discord.Member | discord.Object, discord.PermissionOverwrite]:
    """Who sees and who writes: some channels are hidden, some are only read; the bot always may."""
    allowed = discord.PermissionOverwrite(view_channel=True, send_messages=True)
    if purpose in HIDDEN:
        found: dict[discord.Role | discord.Member | discord.Object, discord.PermissionOverwrite] = {
            guild.default_role: discord.PermissionOverwrite(view_channel=False),
            guild.me: allowed,
        }
        organisers = places.role(context, guild, "organiser")
        if organisers:
            found[organisers] = allowed
        return found
    if purpose in READ_ONLY:
        return {guild.default_role: discord.PermissionOverwrite(send_messages=False), guild.me: allowed}
    return {}
