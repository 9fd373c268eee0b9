"""Intervals of presence, and organisers' marks."""

from __future__ import annotations

from datetime import datetime

import aiosqlite

from bot.domain.attendance import Mark, Presence, Source, Standing
from bot.domain.instants import read, written
from bot.storage.database import Database, Row


async def sign_in(
    tx: aiosqlite.Connection, workshop: str, session: str, participant: int, source: Source, at: datetime
) -> bool:
    """Present from `at` to the session's end; False where they had signed in that way already."""
    cursor = await tx.execute(
        "insert into presences (workshop, session, participant, source, starts) values (?, ?, ?, ?, ?)"
        " on conflict do nothing",
        (workshop, session, participant, source.value, written(at)),
    )
    return cursor.rowcount == 1


def presence(row: Row) -> Presence:
    return Presence(read(row["starts"]), read(row["ends"]), Source(row["source"]), bool(row["uncertain"]))


async def of_session(database: Database, workshop: str, session: str) -> dict[int, list[Presence]]:
    """Each participant's intervals."""
    rows = await database.rows("select * from presences where workshop = ? and session = ?", (workshop, session))
    found: dict[int, list[Presence]] = {}
    for row in rows:
        found.setdefault(row["participant"], []).append(presence(row))
    return found


async def of_participant(database: Database, workshop: str, participant: int) -> dict[str, list[Presence]]:
    """One person's intervals, by session."""
    rows = await database.rows(
        "select * from presences where workshop = ? and participant = ?", (workshop, participant)
    )
    found: dict[str, list[Presence]] = {}
    for row in rows:
        found.setdefault(row["session"], []).append(presence(row))
    return found


async def marks(database: Database, workshop: str, session: str) -> dict[int, Mark]:
    rows = await database.rows("select * from marks where workshop = ? and session = ?", (workshop, session))
    return {row["participant"]: Mark(Standing(row["standing"]), row["reason"]) for row in rows}


async def marks_of(database: Database, workshop: str, participant: int) -> dict[str, Mark]:
    rows = await database.rows("select * from marks where workshop = ? and participant = ?", (workshop, participant))
    return {row["session"]: Mark(Standing(row["standing"]), row["reason"]) for row in rows}
