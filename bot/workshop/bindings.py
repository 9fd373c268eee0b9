"""What serves the workshop at Discord, remembered by purpose, so that it is found again when renamed."""

from __future__ import annotations

from bot.storage import audit
from bot.workshop import store as registry
from bot.workshop.context import WorkshopContext


async def bind(context: WorkshopContext, purpose: str, discord_id: int) -> None:
    """From now on `purpose` (`channel:plenary`, `role:organiser`, `event:d1-opening`) is served by that id."""
    if context.bindings.get(purpose) != discord_id:
        await context.write(registry.set_place, context.id, purpose, discord_id)
        context.bindings[purpose] = discord_id


async def bind_guild(context: WorkshopContext, guild: int) -> None:
    """The workshop takes place in that server."""
    await context.write(registry.set_guild, context.id, guild)
    context.guild = guild


async def noted(context: WorkshopContext, actor: str, made: str) -> None:
    """What an organiser had made at Discord, in the log; `made` is empty where all was there."""
    await context.write(audit.record, context.id, context.now(), actor, "workshop setup", "", made)
