"""The erasure that `/privacy erase` asks for. `personal_data.py` collects what is kept, `retention_job.py` purges."""

from bot.core.people import Person
from bot.features.privacy.copies import erase_from_copies
from bot.features.privacy.erasing import erase_from_database
from bot.workshop.context import WorkshopContext


async def erase(context: WorkshopContext, person: Person) -> None:
    """Erase `person` from the database and from the bot's own copies of it.

    Raises `NothingToDo` if the database holds nothing of them.
    """
    await erase_from_database(context, person)
    await erase_from_copies(context, person)
