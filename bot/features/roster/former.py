"""Whoever took part in the edition before is known by their Discord account, and needs no code for the same group.

The data of that edition are in the same database; its file need not be there. Whoever was erased or removed is unknown.
"""

from bot.core.people import Participant
from bot.features.roster import admission_store, store
from bot.features.roster.person_hash import person_hash
from bot.workshop.context import WorkshopContext


async def find(context: WorkshopContext, discord_id: int) -> Participant | None:
    """As whom they took part in the edition before."""
    previous = context.workshop.previous
    if previous is None:
        return None
    who = person_hash(context, discord_id, previous)
    if await context.read(admission_store.is_excluded, previous, discord_id, who):
        return None
    return await context.read(store.joined, previous, discord_id)


async def took_part_for(context: WorkshopContext, discord_id: int, administration: str) -> bool:
    """Whether they took part in the edition before for this group."""
    former = await find(context, discord_id)
    return former is not None and former.administration == administration
