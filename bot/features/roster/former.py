"""Finds people who took part in the previous edition, by their Discord id: they need no code for the same group.

The data of that edition are in the same database; its file may be missing. Erased and removed people are not found.
"""

from bot.core.people import Participant
from bot.features.roster import admission_store, store
from bot.features.roster.person_hash import person_hash
from bot.workshop.context import WorkshopContext


async def find(context: WorkshopContext, discord_id: int) -> Participant | None:
    """Their participant in the previous edition."""
    previous = context.workshop.previous
    if previous is None:
        return None
    who = person_hash(context, discord_id, previous)
    if await context.read(admission_store.is_excluded, previous, discord_id, who):
        return None
    return await context.read(store.joined, previous, discord_id)


async def took_part_for(context: WorkshopContext, discord_id: int, administration: str) -> bool:
    """Whether they took part in the previous edition for this group."""
    former = await find(context, discord_id)
    return former is not None and former.administration == administration
