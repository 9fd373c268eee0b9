"""What the organisers alone are told, once."""

from __future__ import annotations

from datetime import datetime

import aiosqlite

from bot.core.instants import format_utc
from bot.storage.database import Database, Row


async def add(tx: aiosqlite.Connection, workshop: str, key: str, payload: str, at: datetime) -> None:
    """Have it said; one that is known already stays as it is."""
    await tx.execute(
        "insert into asides (workshop, key, payload, written_at) values (?, ?, ?, ?) on conflict do nothing",
        (workshop, key, payload, format_utc(at)),
    )


async def change(tx: aiosqlite.Connection, workshop: str, key: str, payload: str) -> None:
    await tx.execute(
        "update asides set payload = ? where workshop = ? and key = ? and said_at is null", (payload, workshop, key)
    )


async def unsaid(database: Database, workshop: str) -> list[Row]:
    """Those still to be said, in the order they were written down."""
    return await database.rows(
        "select * from asides where workshop = ? and said_at is null order by written_at, key", (workshop,)
    )


async def keys(database: Database, workshop: str) -> set[str]:
    rows = await database.rows("select key from asides where workshop = ?", (workshop,))
    return {row["key"] for row in rows}


async def messages(database: Database, workshop: str) -> set[int]:
    """The messages of those already said."""
    rows = await database.rows(
        "select message_id from asides where workshop = ? and message_id is not null", (workshop,)
    )
    return {row["message_id"] for row in rows}


async def claim(tx: aiosqlite.Connection, workshop: str, key: str, at: datetime, print_: str, channel: int) -> None:
    """It is about to be posted."""
    await tx.execute(
        "update asides set claimed_at = ?, print = ?, channel_id = ? where workshop = ? and key = ?",
        (format_utc(at), print_, channel, workshop, key),
    )


async def release(tx: aiosqlite.Connection, workshop: str, key: str) -> None:
    """It was not posted after all."""
    await tx.execute("update asides set claimed_at = null where workshop = ? and key = ?", (workshop, key))


async def said(tx: aiosqlite.Connection, workshop: str, key: str, at: datetime, message: int | None) -> None:
    """It stands in the channel; `message` is None where there was nothing left to say."""
    await tx.execute(
        "update asides set said_at = ?, message_id = ? where workshop = ? and key = ?",
        (format_utc(at), message, workshop, key),
    )
