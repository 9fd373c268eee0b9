"""People who are erased and join again before the workshop is over get the same number: nobody counts twice.

A keyed hash of the Discord id recognises them. When the workshop is over, the hashes and their key are destroyed.
"""

from datetime import datetime

from bot.features.privacy import erasing_store
from bot.features.privacy.model import workshop_over
from bot.workshop import anonymity
from bot.workshop.context import WorkshopContext


def hash_of(context: WorkshopContext, discord_id: int | None) -> str | None:
    """The hash to keep for someone who is being erased. None once the workshop is over."""
    name = anonymity.erased_key_name(context)
    if context.now() < workshop_over(context.workshop, context.schedule):
        context.keys.key(name)
    return anonymity.keyed_hash(context, name, discord_id)


def forgotten_at(context: WorkshopContext) -> datetime | None:
    """When the hashes of erased people must be deleted. None if there are none."""
    if context.keys.get(anonymity.erased_key_name(context)) is None:
        return None
    return workshop_over(context.workshop, context.schedule)


async def forget_if_over(context: WorkshopContext) -> None:
    """Delete the hashes of erased people, once the workshop is over."""
    at = forgotten_at(context)
    if at and at <= context.now():
        await context.write(erasing_store.forget_erased, context.id)
        context.keys.destroy(anonymity.erased_key_name(context))
