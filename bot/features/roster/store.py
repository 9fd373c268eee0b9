"""Participants, their delegation and their choices."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import aiosqlite

from bot.core.instants import format_utc
from bot.storage.database import Database, Row


async def join(
    tx: aiosqlite.Connection,
    workshop: str,
    discord_id: int,
    name: str,
    administration: str,
    status: str,
    language: str,
    at: datetime,
) -> Row:
    """The participant's row, made or moved to `administration`."""
    rows = await tx.execute_fetchall(
        "insert into participants (workshop, discord_id, name, administration, status, language, registered_at)"
        " values (?, ?, ?, ?, ?, ?, ?) on conflict (workshop, discord_id) do update set"
        " name = excluded.name, administration = excluded.administration, status = excluded.status,"
        " language = excluded.language returning *",
        (workshop, discord_id, name, administration, status, language, format_utc(at)),
    )
    return next(iter(rows))


async def set_status(tx: aiosqlite.Connection, participant: int, status: str) -> Row:
    rows = await tx.execute_fetchall(
        "update participants set status = ? where id = ? returning *", (status, participant)
    )
    return next(iter(rows))


async def set_email(tx: aiosqlite.Connection, participant: int, email: str) -> None:
    await tx.execute("update participants set email = ? where id = ?", (email, participant))


async def add_guest(
    tx: aiosqlite.Connection,
    workshop: str,
    name: str,
    administration: str,
    language: str,
    email: str | None,
    at: datetime,
) -> Row:
    """A guest of a delegation, whom no Discord id is known of."""
    rows = await tx.execute_fetchall(
        "insert into participants (workshop, name, administration, language, email, registered_at)"
        " values (?, ?, ?, ?, ?, ?) returning *",
        (workshop, name, administration, language, email, format_utc(at)),
    )
    return next(iter(rows))


async def no_longer_in(database: Database, workshop: str, participants: Collection[int]) -> list[Row]:
    """Those of `participants` who were removed, or whose name was erased."""
    marks = ", ".join("?" * len(participants))
    return await database.rows(
        f"select * from participants where workshop = ? and status <> 'pending' and id in ({marks}) order by id",
        (workshop, *participants),
    )


async def emails(database: Database, workshop: str) -> dict[int, str]:
    """Of each participant whose address is known."""
    rows = await database.rows("select id, email from participants where workshop = ? and email <> ''", (workshop,))
    return {row["id"]: row["email"] for row in rows}


async def prefer(
    tx: aiosqlite.Connection, workshop: str, discord_id: int, language: str | None, direct_messages: bool, speaks: str
) -> None:
    """Keep what someone chose (`language` None is `auto`), and the language that comes of it."""
    await tx.execute(
        "insert into preferences (workshop, discord_id, language, direct_messages) values (?, ?, ?, ?)"
        " on conflict (workshop, discord_id)"
        " do update set language = excluded.language, direct_messages = excluded.direct_messages",
        (workshop, discord_id, language, int(direct_messages)),
    )
    await tx.execute(
        "update participants set language = ? where workshop = ? and discord_id = ?", (speaks, workshop, discord_id)
    )


async def generations(tx: aiosqlite.Connection, workshop: str) -> dict[str, int]:
    """How often each administration's join code was issued anew; those never are left out."""
    rows = await tx.execute_fetchall("select * from join_codes where workshop = ?", (workshop,))
    return {row["administration"]: row["generation"] for row in rows}


async def reissue(tx: aiosqlite.Connection, workshop: str, administrations: list[str]) -> None:
    await tx.executemany(
        "insert into join_codes (workshop, administration, generation) values (?, ?, 1)"
        " on conflict do update set generation = generation + 1",
        [(workshop, administration) for administration in administrations],
    )
