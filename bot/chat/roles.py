"""Gives and takes the coordinators' role. If Discord refuses, that is logged, and the caller goes on.

If Discord asks to wait, it is done later; whoever lacks the role after a restart gets it then.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import discord

from bot.chat import channel_bindings as places
from bot.chat.compat.long_rate_limits import LongRateLimit
from bot.scheduling.worker import retry
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)

_later: set[asyncio.Task[None]] = set()
"""What is done once Discord takes it again."""


async def give(context: WorkshopContext, member: discord.User | discord.Member) -> None:
    """Give the coordinators' role, unless they have it or are not in the server."""
    role = places.role(context, member.guild, "coordinator") if isinstance(member, discord.Member) else None
    if role and isinstance(member, discord.Member) and role not in member.roles:
        await _change(lambda: member.add_roles(role), f"The role {role.name} for {member.id}")


async def give_to_all(context: WorkshopContext, guild: discord.Guild) -> None:
    """Give it to each participant who lacks it: they joined while there was no role, or none that could be used."""
    role = places.role(context, guild, "coordinator")
    if role is None:
        return
    async for member in guild.fetch_members(limit=None):
        if context.participant(member.id) and role not in member.roles:
            await give(context, member)


async def take(context: WorkshopContext, member: discord.User | discord.Member) -> None:
    role = places.role(context, member.guild, "coordinator") if isinstance(member, discord.Member) else None
    if role and isinstance(member, discord.Member):
        await _change(lambda: member.remove_roles(role), f"The role {role.name} of {member.id}")


async def _change(change: Callable[[], Awaitable[None]], what: str) -> None:
    async def attempt() -> None:
        try:
            await change()
        except LongRateLimit:
            raise
        except discord.HTTPException as refused:
            log.warning("%s could not be changed: %s", what, refused)

    try:
        await attempt()
    except LongRateLimit as limited:
        task = asyncio.create_task(_attempt_later(attempt, what, limited.retry_after), name=what)
        _later.add(task)
        task.add_done_callback(_later.discard)


async def _attempt_later(attempt: Callable[[], Awaitable[None]], what: str, seconds: float) -> None:
    log.warning("%s is changed in %.0f s: Discord asks to wait", what, seconds)
    await asyncio.sleep(seconds)
    await retry(attempt, what, expected=(LongRateLimit,))
