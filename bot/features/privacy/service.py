"""The erasure that `/privacy erase` asks for. `personal_data.py` collects what is kept, `retention_job.py` purges."""

from collections.abc import Sequence

from bot.core.errors import NothingToDo
from bot.core.people import Person
from bot.features.privacy.copies import update_copies
from bot.features.privacy.erasing import erase_from_database
from bot.features.privacy.model import PersonalData
from bot.features.privacy.personal_data import collect
from bot.workshop.context import WorkshopContext


async def held_by(editions: Sequence[WorkshopContext], person: Person) -> list[tuple[WorkshopContext, PersonalData]]:
    """What is stored about `person`, for each of `editions` that stores anything about them."""
    found = [(edition, await collect(edition, person)) for edition in editions]
    return [(edition, data) for edition, data in found if not data.is_empty]


async def erase(context: WorkshopContext, person: Person, before: Sequence[WorkshopContext] = ()) -> int:
    """Erase `person` from the database, including the editions `before`, and from the copies beside it.

    Returns the number of copies that cannot be changed now: `ErasureJob` tries again. Raises `NothingToDo` if the
    database holds nothing of them.
    """
    held = [edition for edition, _data in await held_by([context, *before], person)]
    if not held:
        raise NothingToDo
    for edition in held:
        await erase_from_database(edition, person)
    return len(await update_copies(context.database, held, context.now()))
