"""Where the published messages are posted: one row a post, claimed before it is made, from the first down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.instants import read
from bot.features.key_messages import publication_store as kept
from bot.workshop.context import Room


@dataclass(frozen=True, slots=True)
class Posted:
    """A post in the channel, and a hash of what it says; without `message` it was about to be made."""

    place: int
    channel: int
    message: int | None
    print: str
    at: datetime


async def posted(room: Room) -> list[Posted]:
    rows = await kept.posts(room.database, room.id)
    return [
        Posted(row["place"], row["channel_id"], row["message_id"], row["print"], read(row["posted_at"])) for row in rows
    ]


async def keep(room: Room, place: int, channel: int, message: int | None, print_: str) -> None:
    """The post of that place says this; without `message` it is about to be made."""
    async with room.database.transaction() as tx:
        await kept.set_post(tx, room.id, place, channel, message, print_, room.now())


async def forget(room: Room, place: int) -> None:
    """From `place` down there are no posts any more."""
    async with room.database.transaction() as tx:
        await kept.forget_posts(tx, room.id, place)
