"""The erasure that `/privacy erase` asks for. `personal_data.py` collects what is kept, `retention_job.py` purges."""

from bot.core.people import Person
from bot.features.privacy.copies import update_copies
from bot.features.privacy.erasing import erase_from_database
from bot.workshop.context import WorkshopContext


async def erase(context: WorkshopContext, person: Person) -> int:
    """Erase `person` from the database and from the copies beside it.

    Returns the number of copies that cannot be changed now: `ErasureJob` tries again. Raises `NothingToDo` if the
    database holds nothing of them.
    """
    await erase_from_database(context, person)
    return len(await update_copies(context.database, [context], context.now()))
