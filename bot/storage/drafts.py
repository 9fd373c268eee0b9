"""What waits for its author's confirmation: a notice, a change of programme, or a report, each its own kind."""

from __future__ import annotations

from datetime import datetime

import aiosqlite

from bot.core.instants import format_utc
from bot.storage.database import Database

NOTICE, CHANGE, REPORT = "notice", "change", "report"


async def add(tx: aiosqlite.Connection, workshop: str, kind: str, author: int, payload: str, at: datetime) -> int:
    cursor = await tx.execute(
        "insert into drafts (workshop, kind, author, payload, written_at) values (?, ?, ?, ?, ?)",
        (workshop, kind, author, payload, format_utc(at)),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


async def one(database: Database, workshop: str, kind: str, id: int) -> str | None:
    """Its payload, or None where it is gone, or is another kind's."""
    row = await database.row(
        "select payload from drafts where workshop = ? and kind = ? and id = ?", (workshop, kind, id)
    )
    return row["payload"] if row else None


async def change(tx: aiosqlite.Connection, workshop: str, kind: str, id: int, payload: str) -> None:
    await tx.execute(
        "update drafts set payload = ? where workshop = ? and kind = ? and id = ?", (payload, workshop, kind, id)
    )


async def take(tx: aiosqlite.Connection, workshop: str, kind: str, id: int) -> str | None:
    """Its payload, once: it is gone after that."""
    rows = list(
        await tx.execute_fetchall(
            "delete from drafts where workshop = ? and kind = ? and id = ? returning payload", (workshop, kind, id)
        )
    )
    return rows[0]["payload"] if rows else None
