"""Wrong codes that were tried lately: by whom as a keyed hash, never as a Discord id."""

from __future__ import annotations

from datetime import datetime

import aiosqlite

from bot.core.instants import format_utc, parse_utc


async def since(tx: aiosqlite.Connection, workshop: str, who: str, at: datetime) -> list[datetime]:
    """When `who` was wrong after `at`, in order; what is older, of everyone, is forgotten."""
    await tx.execute("delete from wrong_codes where workshop = ? and tried_at <= ?", (workshop, format_utc(at)))
    rows = await tx.execute_fetchall(
        "select tried_at from wrong_codes where workshop = ? and who = ? order by tried_at", (workshop, who)
    )
    return [parse_utc(row["tried_at"]) for row in rows]


async def add(tx: aiosqlite.Connection, workshop: str, who: str, at: datetime) -> None:
    await tx.execute(
        "insert into wrong_codes (workshop, who, tried_at) values (?, ?, ?)", (workshop, who, format_utc(at))
    )
