"""What organisers took away, in the log: personal data has left the house."""

from __future__ import annotations

from bot.storage import audit
from bot.workshop.context import Room


async def taken(room: Room, actor: str, what: str, detail: str) -> None:
    """`what` is `data` or `report`, `detail` its format and language."""
    async with room.database.transaction() as tx:
        await audit.record(tx, room.id, room.now(), actor, f"export {what}", "", detail)
