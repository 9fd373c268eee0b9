"""Where the published messages are posted: one row a post, claimed before it is made, from the first down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.instants import parse_utc
from bot.features.key_messages import publication_store as kept
from bot.workshop.context import WorkshopContext


@dataclass(frozen=True, slots=True)
class Posted:
    """A post in the channel, and a hash of what it says; without `message` it was about to be made."""

    place: int
    channel: int
    message: int | None
    print: str
    at: datetime


async def posted(context: WorkshopContext) -> list[Posted]:
    rows = await context.read(kept.posts, context.id)
    return [
        Posted(row["place"], row["channel_id"], row["message_id"], row["print"], parse_utc(row["posted_at"]))
        for row in rows
    ]


async def keep(context: WorkshopContext, place: int, channel: int, message: int | None, print_: str) -> None:
    """The post of that place says this; without `message` it is about to be made."""
    await context.write(kept.set_post, context.id, place, channel, message, print_, context.now())


async def forget(context: WorkshopContext, place: int) -> None:
    """From `place` down there are no posts any more."""
    await context.write(kept.forget_posts, context.id, place)
