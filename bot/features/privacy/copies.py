"""Erasure and purge in the bot's own copies of its database."""

import asyncio
import logging
import sqlite3
from datetime import datetime
from pathlib import Path

from bot.core.errors import NothingToDo
from bot.core.people import Person
from bot.features.privacy.erasing import erase_from_database
from bot.storage.backups import Backups
from bot.storage.database import Database
from bot.storage.lock import DatabaseInUse, lock_path
from bot.storage.troubles import Damaged
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)


async def erase_from_copies(context: WorkshopContext, person: Person) -> None:
    """Erase `person` from each copy. A damaged copy is deleted; one that cannot be changed now is logged."""
    async with context.database.backup_lock:
        for backup in await asyncio.to_thread(Backups(context.database.path).all):
            try:
                await _erase_from_copy(context, person, backup.path)
            except Damaged:
                await asyncio.to_thread(backup.path.unlink)  # it can be neither restored nor read
            except (DatabaseInUse, OSError, sqlite3.Error):
                log.exception("%s still holds the name of someone who was erased: delete it", backup.path)


async def _erase_from_copy(context: WorkshopContext, person: Person, path: Path) -> None:
    database = await Database.open(path, copy_first=False)
    try:
        copy = await WorkshopContext.open(context.workshop, database, context.clock, context.keys)
        await erase_from_database(copy, person)
        await database.rewrite()  # what was written last would be theirs
    except NothingToDo:
        pass  # the copy was made before they came
    finally:
        await database.close()
        await asyncio.to_thread(lock_path(path).unlink)


async def replace_copies(database: Path, now: datetime) -> None:
    """After a purge, replace all copies by a new one. A database without copies gets none."""
    backups = Backups(database)
    if await asyncio.to_thread(backups.all):
        try:
            await asyncio.to_thread(backups.make, now)
        except (OSError, sqlite3.Error):
            log.exception("The database could not be copied after its purge")
        await asyncio.to_thread(backups.delete_before, now.replace(microsecond=0))
