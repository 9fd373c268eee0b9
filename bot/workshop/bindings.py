"""What serves the workshop at Discord, remembered by purpose, so that it is found again when renamed."""

from __future__ import annotations

from bot.storage import audit
from bot.workshop import store as rooms
from bot.workshop.context import Room


async def bind(room: Room, purpose: str, discord_id: int) -> None:
    """From now on `purpose` (`channel:plenary`, `role:organiser`, `event:d1-opening`) is served by that id."""
    if room.places.get(purpose) != discord_id:
        async with room.database.transaction() as tx:
            await rooms.set_place(tx, room.id, purpose, discord_id)
        room.places[purpose] = discord_id


async def bind_guild(room: Room, guild: int) -> None:
    """The workshop takes place in that server."""
    async with room.database.transaction() as tx:
        await rooms.set_guild(tx, room.id, guild)
    room.guild = guild


async def noted(room: Room, actor: str, made: str) -> None:
    """What an organiser had made at Discord, in the log; `made` is empty where all was there."""
    async with room.database.transaction() as tx:
        await audit.record(tx, room.id, room.now(), actor, "workshop setup", "", made)
