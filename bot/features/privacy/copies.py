"""The bot's own copies of its database: who is erased is erased in them too, what is purged goes with them."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from datetime import datetime
from pathlib import Path

from bot.core.errors import NothingToDo
from bot.core.people import Person
from bot.features.privacy import erasing
from bot.storage.backups import Backups
from bot.storage.database import Database
from bot.storage.lock import DatabaseInUse, lock_path
from bot.storage.troubles import Damaged
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)


async def erase(context: WorkshopContext, person: Person) -> None:
    """Nothing in the database nor in the bot's own copies of it leads to `person`; `NothingToDo` where nothing did."""
    await erasing.erase(context, person)
    async with context.database.backup_lock:
        await _erase_from_each(context, person)


async def _erase_from_each(context: WorkshopContext, person: Person) -> None:
    for backup in await asyncio.to_thread(Backups(context.database.path).all):
        try:
            await _erase_from(context, person, backup.path)
        except Damaged:
            await asyncio.to_thread(backup.path.unlink)  # it can neither be restored nor read
        except (DatabaseInUse, OSError, sqlite3.Error):
            log.exception("%s still holds the name of someone who was erased: delete it", backup.path)


async def _erase_from(context: WorkshopContext, person: Person, path: Path) -> None:
    database = await Database.open(path, copy_first=False)
    try:
        await erasing.erase(await WorkshopContext.open(context.workshop, database, context.clock, context.keys), person)
    except NothingToDo:
        pass  # made before they came
    finally:
        await database.close()
        await asyncio.to_thread(lock_path(path).unlink)


async def renew(database: Path, now: datetime) -> None:
    """A purge was made: of the copies only one stays, made after it."""
    backups = Backups(database)
    if await asyncio.to_thread(backups.all):
        try:
            await asyncio.to_thread(backups.make, now)
        except (OSError, sqlite3.Error):
            log.exception("The database could not be copied after its purge")
        await asyncio.to_thread(backups.delete_before, now.replace(microsecond=0))
