"""Erasures requested outside Discord: done at once if no bot runs, else handed over to the running bot."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from bot.core.programme import Workshop
from bot.features.privacy import erasures_store
from bot.features.privacy.copies import update_copies
from bot.features.privacy.erasures import apply_asked
from bot.scheduling.clock import SystemClock
from bot.storage import erasures
from bot.storage.connection import BUSY_MS
from bot.storage.database import Database
from bot.storage.erasures import Erasure, Progress
from bot.storage.keys import KeyFile
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext


class UnknownParticipant(Exception):
    """The workshop has no participant with this number."""


async def erase_now(database: Path, keys: Path, workshop: Workshop, number: int) -> Progress:
    """Erase a participant from the database and its copies. Raises `UnknownParticipant`, `DatabaseInUse`."""
    clock = SystemClock()
    opened = await Database.open(database, clock.now())
    try:
        await opened.write(_ask, workshop.id, number, clock.now())
        context = await WorkshopContext.open(workshop, opened, clock, KeyFile(keys))
        await apply_asked(context)
        in_use = await update_copies(opened, [context], clock.now())
        await opened.checkpoint()
    finally:
        await opened.close()
    return Progress(erased=True, from_copies=not in_use)


def hand_over(database: Path, workshop: str, number: int, now: datetime) -> None:
    """Ask the running bot to erase a participant. It checks for requests every second. Raises `UnknownParticipant`."""
    with closing(_connect(database)) as connection:
        connection.execute("begin immediate")
        _ask(Transaction(connection), workshop, number, now)
        connection.execute("commit")


def progress(database: Path, workshop: str, number: int) -> Progress:
    """The running bot's progress on an erasure that was handed over."""
    with closing(_connect(database)) as connection:
        return erasures.progress(Transaction(connection), workshop, number)


async def erase_again(database: Path, keys: Path, workshops: list[Workshop]) -> None:
    """After a restore, erase the people who were erased since that backup. Raises `DatabaseInUse`."""
    clock = SystemClock()
    opened = await Database.open(database, clock.now())
    try:
        for workshop in workshops:
            await apply_asked(await WorkshopContext.open(workshop, opened, clock, KeyFile(keys)))
        await opened.checkpoint()
    finally:
        await opened.close()


def _ask(tx: Transaction, workshop: str, number: int, now: datetime) -> None:
    if erasures_store.participant(tx, workshop, number) is None:
        raise UnknownParticipant
    erasures.ask(tx, Erasure(workshop, number, "", now))


def _connect(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(database, timeout=BUSY_MS / 1_000, isolation_level=None)
