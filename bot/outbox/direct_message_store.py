"""Direct messages: waiting, claimed, then sent, closed (Discord does not bring them to this reader) or dropped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

import aiosqlite

from bot.core.instants import format_utc
from bot.storage.database import Database, Row


class End(StrEnum):
    SENT = "sent"
    CLOSED = "closed"
    DROPPED = "dropped"


async def add(
    tx: aiosqlite.Connection, workshop: str, key: str, due: datetime, letters: Iterable[tuple[int, str]]
) -> None:
    """Have `letters`, of reader and text, sent; one that is known already stays as it is, sent or not."""
    await tx.executemany(
        "insert into letters (workshop, key, discord_id, due_at, text) values (?, ?, ?, ?, ?) on conflict do nothing",
        [(workshop, key, reader, format_utc(due), text) for reader, text in letters],
    )


async def open_ones(database: Database, workshop: str) -> list[Row]:
    """Those that have not come to their end, those never tried first."""
    return await database.rows(
        "select * from letters where workshop = ? and status in ('waiting', 'claimed')"
        " order by claimed_at, due_at, key, discord_id",
        (workshop,),
    )


async def claim(tx: aiosqlite.Connection, row: Row, at: datetime) -> bool:
    """True once it is ours to send; False where it has come to its end, or its reader was erased."""
    cursor = await tx.execute(
        "update letters set status = 'claimed', claimed_at = coalesce(claimed_at, ?)"
        " where workshop = ? and key = ? and discord_id = ? and status in ('waiting', 'claimed')",
        (format_utc(at), row["workshop"], row["key"], row["discord_id"]),
    )
    return cursor.rowcount == 1


async def end(tx: aiosqlite.Connection, row: Row, how: End, at: datetime, message: int | None = None) -> None:
    """It has come to its end; `message` is its id at Discord where it was sent."""
    await tx.execute(
        "update letters set status = ?, text = null, ended_at = ?, message_id = ?"
        " where workshop = ? and key = ? and discord_id = ? and status in ('waiting', 'claimed')",
        (how.value, format_utc(at), message, row["workshop"], row["key"], row["discord_id"]),
    )


async def messages(database: Database, reader: int) -> set[int]:
    """The messages in that person's direct channel of which we know which letter they are."""
    rows = await database.rows(
        "select message_id from letters where discord_id = ? and message_id is not null", (reader,)
    )
    return {row["message_id"] for row in rows}


async def unreachable(database: Database, workshop: str) -> set[int]:
    """Those, by Discord id, to whom the last letter that was tried could not be brought."""
    rows = await database.rows(
        "select discord_id from (select discord_id, status, max(ended_at) from letters"
        " where workshop = ? and status in ('sent', 'closed') group by discord_id) where status = 'closed'",
        (workshop,),
    )
    return {row["discord_id"] for row in rows}
