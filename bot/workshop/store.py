"""What a workshop's room is opened with: its row, its sessions, its people and their choices."""

from __future__ import annotations

from datetime import datetime

import aiosqlite

from bot.core.instants import format_utc
from bot.storage.database import Database, Row


async def load_workshop(database: Database, workshop: str, guild: int | None, now: datetime) -> Row:
    """The workshop's row, made at `now` where this is the first time it is loaded."""
    async with database.transaction() as tx:
        await tx.execute(
            "insert into workshops (workshop, guild, loaded_at) values (?, ?, ?) on conflict do nothing",
            (workshop, guild, format_utc(now)),
        )
    row = await database.row("select * from workshops where workshop = ?", (workshop,))
    assert row is not None
    return row


async def set_guild(tx: aiosqlite.Connection, workshop: str, guild: int) -> None:
    await tx.execute("update workshops set guild = ? where workshop = ?", (guild, workshop))


async def set_paused(tx: aiosqlite.Connection, workshop: str, at: datetime | None) -> None:
    await tx.execute("update workshops set paused_at = ? where workshop = ?", (format_utc(at), workshop))


async def participants(database: Database, workshop: str) -> list[Row]:
    return await database.rows("select * from participants where workshop = ?", (workshop,))


async def preferences(database: Database, workshop: str) -> list[Row]:
    return await database.rows("select * from preferences where workshop = ?", (workshop,))


async def places(database: Database, workshop: str) -> dict[str, int]:
    """Purpose to Discord id of what we made or found there."""
    rows = await database.rows("select purpose, discord_id from places where workshop = ?", (workshop,))
    return {row["purpose"]: row["discord_id"] for row in rows}


async def set_place(tx: aiosqlite.Connection, workshop: str, purpose: str, discord_id: int | None) -> None:
    if discord_id is None:
        await tx.execute("delete from places where workshop = ? and purpose = ?", (workshop, purpose))
    else:
        await tx.execute(
            "insert into places (workshop, purpose, discord_id) values (?, ?, ?)"
            " on conflict (workshop, purpose) do update set discord_id = excluded.discord_id",
            (workshop, purpose, discord_id),
        )
