"""Erases and purges in the copies of the database beside it.

Backups (also manual ones), and databases that a restore renamed.
"""

import asyncio
import logging
import sqlite3
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path

from bot.core.answers import CHOICE_KINDS
from bot.core.instants import format_utc, parse_utc
from bot.features.privacy import purge_store
from bot.features.privacy.erasures import apply
from bot.features.privacy.model import COPIES_KEPT_FOR, evaluation_questions
from bot.storage import copies, erasures
from bot.storage.copies import WorkshopState
from bot.storage.database import Database
from bot.storage.erasures import Erasure
from bot.storage.integrity import raising_damaged
from bot.storage.lock import DatabaseInUse, lock_path
from bot.storage.troubles import Damaged
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)


async def update_copies(
    database: Database, contexts: Collection[WorkshopContext], now: datetime, *, purge: bool = False
) -> list[Path]:
    """Erase from each copy the people who were erased from `database`.

    With `purge`, also purge what was purged a week ago. Returns the copies that cannot be changed now. A damaged copy
    is deleted, because nobody can be erased from it.
    """
    async with database.backup_lock:
        done = {context.id: await context.read(erasures.erased, context.id) for context in contexts}
        live = await database.read(copies.states)
        behind = await asyncio.to_thread(_unfinished, database.path)
        for path in await asyncio.to_thread(copies.copies_of, database.path):
            try:
                await _update(path, live, contexts, done, now if purge else None)
            except Damaged:
                if copies.is_named_by_the_bot(database.path, path):
                    await asyncio.to_thread(copies.delete_copy, path)
                    log.warning("%s was damaged, so that nobody could be erased from it: it is deleted", path)
            except (DatabaseInUse, OSError, sqlite3.Error) as busy:
                log.info("%s cannot be changed now: %s", path, busy)
                behind.append(path)
        if not behind:
            for context in contexts:
                await context.write(erasures.set_finished, done[context.id], now)
    return behind


def _unfinished(database: Path) -> list[Path]:
    """Copies that another process is writing. A restore cannot be running: it needs the bot's lock."""
    found = copies.unfinished_copies(database)
    for path in found:
        if path.name.endswith(copies.BEING_RESTORED):
            copies.delete_copy(path)
    return [path for path in found if path.exists()]


async def _update(
    path: Path,
    live: Mapping[str, WorkshopState],
    contexts: Collection[WorkshopContext],
    done: Mapping[str, list[Erasure]],
    purge_now: datetime | None,
) -> None:
    """Bring one copy up to date. Raises `Damaged`, `DatabaseInUse`, `OSError`, `sqlite3.Error`."""
    with raising_damaged(path):
        there = await asyncio.to_thread(copies.read_states, path)
    ours = {id: state for id, state in there.items() if id in live and live[id].loaded_at == state.loaded_at}
    missing = [
        (context, erasure)
        for context in contexts
        if context.id in ours
        for erasure in done[context.id]
        if _is_to_erase(erasure, ours[context.id])
    ]
    purged = {id: live[id].purged_at for id, state in ours.items() if _is_to_purge(live[id], state, purge_now)}
    if not missing and not purged:
        return
    workshops = {context.id: context.workshop for context in contexts}
    copy = await Database.open(path, copy_first=False)
    try:
        for context, erasure in missing:
            await apply(await WorkshopContext.open(context.workshop, copy, context.clock, context.keys), erasure)
        for id, at in purged.items():
            picked = evaluation_questions(workshops.get(id), CHOICE_KINDS)
            await copy.write(purge_store.purge, id, picked, parse_utc(at))
        await copy.rewrite()  # the last writes would show who was erased
    finally:
        await copy.close()
        await asyncio.to_thread(lock_path(path).unlink, missing_ok=True)


def _is_to_erase(erasure: Erasure, copy: WorkshopState) -> bool:
    """Whether the copy is older than the erasure."""
    return copy.erased.get((erasure.participant, erasure.person), "") < (format_utc(erasure.erased_at) or "")


def _is_to_purge(live: WorkshopState, copy: WorkshopState, now: datetime | None) -> bool:
    """Whether the copy is older than a purge that was a week ago. Without `now`, nothing is purged."""
    if now is None or copy.purged_at >= live.purged_at:
        return False
    return parse_utc(live.purged_at) + COPIES_KEPT_FOR <= now
