"""What waits for its author's confirmation."""

from __future__ import annotations

from datetime import datetime

import aiosqlite

from bot.domain.instants import written
from bot.storage.database import Database


async def add(tx: aiosqlite.Connection, workshop: str, author: int, payload: str, at: datetime) -> int:
    cursor = await tx.execute(
        "insert into drafts (workshop, author, payload, written_at) values (?, ?, ?, ?)",
        (workshop, author, payload, written(at)),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


async def one(database: Database, workshop: str, id: int) -> str | None:
    """Its payload, or None where it is gone."""
    row = await database.row("select payload from drafts where workshop = ? and id = ?", (workshop, id))
    return row["payload"] if row else None


async def change(tx: aiosqlite.Connection, workshop: str, id: int, payload: str) -> None:
    await tx.execute("update drafts set payload = ? where workshop = ? and id = ?", (payload, workshop, id))


async def take(tx: aiosqlite.Connection, workshop: str, id: int) -> str | None:
    """Its payload, once: it is gone after that."""
    rows = list(
        await tx.execute_fetchall("delete from drafts where workshop = ? and id = ? returning payload", (workshop, id))
    )
    return rows[0]["payload"] if rows else None
