"""Stores which role, channel, message or event at Discord is used for which purpose of the workshop.

The stored ids still work after someone renames a channel. A purpose is a text such as
`channel:plenary:plenary`, `role:organiser:Organisers` or `event:d1-opening`.
"""

from bot.workshop import store
from bot.workshop.context import WorkshopContext


async def bind(context: WorkshopContext, purpose: str, discord_id: int) -> None:
    """Use `discord_id` for `purpose` from now on."""
    if context.bindings.get(purpose) != discord_id:
        await context.write(store.set_binding, context.id, purpose, discord_id)
        context.bindings[purpose] = discord_id


async def unbind(context: WorkshopContext, purpose: str) -> None:
    """Delete the binding of `purpose`."""
    if purpose in context.bindings:
        await context.write(store.delete_binding, context.id, purpose)
        del context.bindings[purpose]


async def bind_guild(context: WorkshopContext, guild: int) -> None:
    """Store that the workshop takes place in the server `guild`."""
    await context.write(store.set_guild, context.id, guild)
    context.guild = guild
