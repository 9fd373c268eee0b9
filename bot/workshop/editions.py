"""The previous editions of a workshop (`previous` in its file) with their data, even if their files were deleted."""

from collections.abc import Iterable

from bot.core.programme import Workshop
from bot.i18n.catalogue import available
from bot.scheduling.clock import Clock
from bot.storage.database import Database
from bot.storage.keys import KeyFile
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext
from bot.workshop.store import kept_file
from bot.workshop_file.reading import read_kept


def kept_workshop(tx: Transaction, id: str) -> Workshop | None:
    """The workshop as in its file when it was last loaded. None if that file was not stored, or is no longer valid."""
    source = kept_file(tx, id)
    return read_kept(f"{id}.yaml", source, available()).workshop if source else None


async def open_kept(id: str, database: Database, clock: Clock, keys: KeyFile) -> WorkshopContext | None:
    """The context of a workshop whose file was deleted. None as for `kept_workshop`."""
    workshop = await database.read(kept_workshop, id)
    return await WorkshopContext.open(workshop, database, clock, keys) if workshop else None


async def editions_before(context: WorkshopContext, loaded: Iterable[WorkshopContext]) -> list[WorkshopContext]:
    """The previous edition, the one before it, and so on. `loaded`: the workshops that have files."""
    known, found = {each.id: each for each in loaded}, [context]
    while previous := found[-1].workshop.previous:
        before = known.get(previous) or await open_kept(previous, context.database, context.clock, context.keys)
        if before is None or before.id in {each.id for each in found}:  # only circles of existing files are refused
            break
        found.append(before)
    return found[1:]
