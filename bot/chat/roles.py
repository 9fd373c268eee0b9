"""Gives and takes the coordinators' role. If Discord refuses, that is logged, and the caller goes on.

Some servers make new members accept rules first. A role would skip that (Discord, Guild, Membership Screening Object),
so members get the role after they have accepted. If Discord asks to wait, the change is made later. People who still
lack the role after a restart get it then.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable

import discord

from bot.chat import channel_bindings as places
from bot.chat.compat.long_rate_limits import LongRateLimit
from bot.scheduling.background import BackgroundTasks
from bot.scheduling.worker import retry
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)

MEMBERS_AT_ONCE = 100
"""The most members that one request to the gateway may name by id (Discord, Request Guild Members)."""
_later = BackgroundTasks()
"""Changes that are made after a rate limit."""


async def give(context: WorkshopContext, member: discord.User | discord.Member) -> None:
    """Give the coordinators' role, unless they have it or are not in the server. Pending members get it later."""
    role = places.role(context, member.guild, "coordinator") if isinstance(member, discord.Member) else None
    if role and isinstance(member, discord.Member) and role not in member.roles:
        if member.pending:
            context.pending_members.add(member.id)
            return
        await give_role(member, role)


async def give_role(member: discord.Member, role: discord.Role) -> None:
    await _change(lambda: member.add_roles(role), f"The role {role.name} for {member.id}")


async def give_to_all(context: WorkshopContext, guild: discord.Guild) -> None:
    """Give the role to each participant who lacks it.

    They joined while no role could be used, or came back to the server while the bot was away. Only the participants
    are requested from Discord, however large the server is.
    """
    if places.role(context, guild, "coordinator") is None:
        return
    try:
        for member in await members_of(guild, context.people):
            if context.participant(member.id):
                await give(context, member)
    except Exception as error:  # the connection may end meanwhile; the next connection tries again
        log.warning("Not everyone could be given the coordinators' role: %r", error)


async def members_of(guild: discord.Guild, ids: Iterable[int]) -> list[discord.Member]:
    """Those of `ids` who are in the server now, with their roles. Raises `asyncio.TimeoutError` without an answer."""
    wanted, found = sorted(ids), []
    for first in range(0, len(wanted), MEMBERS_AT_ONCE):
        some = wanted[first : first + MEMBERS_AT_ONCE]
        found += await guild.query_members(user_ids=some, limit=MEMBERS_AT_ONCE, cache=False)
    return found


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
        _later.start(_attempt_later(attempt, what, limited.retry_after), what)


async def _attempt_later(attempt: Callable[[], Awaitable[None]], what: str, seconds: float) -> None:
    log.warning("%s is changed in %.0f s: Discord asks to wait", what, seconds)
    await asyncio.sleep(seconds)
    await retry(attempt, what, expected=(LongRateLimit,))
