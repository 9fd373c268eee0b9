"""Questions put to the room."""

from __future__ import annotations

from datetime import datetime

import aiosqlite

from bot.core.instants import format_utc
from bot.storage.database import Database, Row

_ONE = "select * from prompts where workshop = ? and prompt = ?"


async def add(
    tx: aiosqlite.Connection,
    workshop: str,
    prompt: str,
    session: str,
    definition: str,
    opened_at: datetime,
    closes_at: datetime,
) -> bool:
    """False where it has been put already."""
    cursor = await tx.execute(
        "insert into prompts (workshop, prompt, session, definition, opened_at, closes_at) values (?, ?, ?, ?, ?, ?)"
        " on conflict do nothing",
        (workshop, prompt, session, definition, format_utc(opened_at), format_utc(closes_at)),
    )
    return cursor.rowcount == 1


async def set_message(tx: aiosqlite.Connection, workshop: str, prompt: str, channel: int, message: int) -> None:
    await tx.execute(
        "update prompts set channel_id = ?, message_id = ? where workshop = ? and prompt = ?",
        (channel, message, workshop, prompt),
    )


async def set_shown_closed(tx: aiosqlite.Connection, workshop: str, prompt: str) -> None:
    await tx.execute("update prompts set shown_closed = 1 where workshop = ? and prompt = ?", (workshop, prompt))


async def close(tx: aiosqlite.Connection, workshop: str, prompt: str, at: datetime) -> None:
    await tx.execute(
        "update prompts set closed_at = ? where workshop = ? and prompt = ? and closed_at is null",
        (format_utc(at), workshop, prompt),
    )


async def discard(tx: aiosqlite.Connection, workshop: str, prompt: str) -> None:
    """As if it had never been asked."""
    await tx.execute(
        "delete from readings where workshop = ? and kind <> 'announcement' and subject = ?", (workshop, prompt)
    )
    await tx.execute("delete from answers where workshop = ? and prompt = ?", (workshop, prompt))
    await tx.execute("delete from prompts where workshop = ? and prompt = ?", (workshop, prompt))


async def one(database: Database, workshop: str, prompt: str) -> Row | None:
    return await database.row(_ONE, (workshop, prompt))


async def one_in(tx: aiosqlite.Connection, workshop: str, prompt: str) -> Row | None:
    """As it stands for the transaction that is about to write."""
    return next(iter(await tx.execute_fetchall(_ONE, (workshop, prompt))), None)


async def asked(database: Database, workshop: str) -> list[Row]:
    """Every question put so far, the newest first."""
    return await database.rows("select * from prompts where workshop = ? order by opened_at desc", (workshop,))


async def still_open(tx: aiosqlite.Connection, workshop: str) -> list[Row]:
    return list(
        await tx.execute_fetchall("select * from prompts where workshop = ? and closed_at is null", (workshop,))
    )


async def open_until(database: Database, workshop: str, at: datetime) -> list[Row]:
    """Open ones that were to close by `at`."""
    return await database.rows(
        "select * from prompts where workshop = ? and closed_at is null and closes_at <= ?", (workshop, format_utc(at))
    )


async def next_closing(database: Database, workshop: str) -> str | None:
    row = await database.row(
        "select min(closes_at) as at from prompts where workshop = ? and closed_at is null", (workshop,)
    )
    return row["at"] if row else None


async def closed_unshown(database: Database, workshop: str) -> list[Row]:
    """Closed ones whose message in the channel does not say so yet."""
    return await database.rows(
        "select * from prompts where workshop = ? and closed_at is not null and message_id is not null"
        " and shown_closed = 0",
        (workshop,),
    )
