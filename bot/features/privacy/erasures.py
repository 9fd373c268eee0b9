"""Erasures that are not finished: requested from the command line or by a restore, or not done in every copy yet."""

from contextlib import suppress

from bot.core.errors import NothingToDo
from bot.core.people import Person
from bot.features.privacy import erasures_store
from bot.features.privacy.erasing import erase_from_database, erase_participant, person_hash
from bot.storage import erasures
from bot.storage.erasures import Erasure
from bot.workshop.context import WorkshopContext


async def apply(context: WorkshopContext, erasure: Erasure) -> None:
    """Erase this person from the database of this context, if they are there, and record that it is done.

    The database must be older than the erasure: otherwise a person who has joined again would be erased again.
    """
    participant = await context.read(erasures_store.participant, context.id, erasure.participant)
    if participant and (participant.name or participant.discord_id):
        await erase_participant(context, participant)
    if erasure.person:
        for discord_id in await context.read(erasures_store.discord_ids, context.id):
            if person_hash(context.keys, discord_id) == erasure.person:
                with suppress(NothingToDo):
                    await erase_from_database(context, Person(discord_id, participant.name if participant else ""))
    await context.write(erasures.set_erased, erasure, erasure.erased_at or context.now())


async def apply_asked(context: WorkshopContext) -> None:
    """Do the requested erasures that are not done in this database yet."""
    for erasure in await context.read(erasures.to_erase, context.id):
        await apply(context, erasure)
