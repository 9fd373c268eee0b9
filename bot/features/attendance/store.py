"""Intervals of presence, and organisers' marks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import aiosqlite

from bot.core.instants import format_utc, parse_utc
from bot.features.attendance.model import Mark, Presence, Source, Standing
from bot.storage.database import Database, Row


async def sign_in(
    tx: aiosqlite.Connection, workshop: str, session: str, participant: int, source: Source, at: datetime
) -> bool:
    """Present from `at` to the session's end; False where they had signed in that way already."""
    cursor = await tx.execute(
        "insert into presences (workshop, session, participant, source, starts) values (?, ?, ?, ?, ?)"
        " on conflict do nothing",
        (workshop, session, participant, source.value, format_utc(at)),
    )
    return cursor.rowcount == 1


async def signed_in_at(tx: aiosqlite.Connection, workshop: str, session: str, participant: int) -> datetime | None:
    """When they first signed in, with the button or the code."""
    rows = await tx.execute_fetchall(
        "select min(starts) as at from presences where workshop = ? and session = ? and participant = ?"
        " and source in ('button', 'code')",
        (workshop, session, participant),
    )
    first: str | None = next(iter(rows))["at"]
    return parse_utc(first)


def presence(row: Row) -> Presence:
    return Presence(parse_utc(row["starts"]), parse_utc(row["ends"]), Source(row["source"]), bool(row["uncertain"]))


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
    return {row["participant"]: mark(row) for row in rows}


async def marks_of(database: Database, workshop: str, participant: int) -> dict[str, Mark]:
    rows = await database.rows("select * from marks where workshop = ? and participant = ?", (workshop, participant))
    return {row["session"]: mark(row) for row in rows}


def mark(row: Row) -> Mark:
    return Mark(Standing(row["standing"]), row["reason"], row["actor"], parse_utc(row["marked_at"]))


async def set_mark(tx: aiosqlite.Connection, workshop: str, session: str, participant: int, it: Mark) -> None:
    await tx.execute(
        "insert into marks (workshop, session, participant, standing, reason, actor, marked_at)"
        " values (?, ?, ?, ?, ?, ?, ?) on conflict (workshop, session, participant) do update set"
        " standing = excluded.standing, reason = excluded.reason, actor = excluded.actor,"
        " marked_at = excluded.marked_at",
        (workshop, session, participant, it.standing.value, it.reason, it.actor, format_utc(it.at)),
    )


async def remove_mark(tx: aiosqlite.Connection, workshop: str, session: str, participant: int) -> bool:
    """False where there was none."""
    cursor = await tx.execute(
        "delete from marks where workshop = ? and session = ? and participant = ?", (workshop, session, participant)
    )
    return cursor.rowcount == 1


async def add(tx: aiosqlite.Connection, workshop: str, rows: Iterable[tuple[str, int, Presence]]) -> int:
    """Keep intervals of (session, participant); those kept already are left out. Returns how many are new."""
    cursor = await tx.executemany(
        "insert into presences (workshop, session, participant, source, starts, ends, uncertain)"
        " select ?1, ?2, ?3, ?4, ?5, ?6, ?7 where not exists (select 1 from presences where workshop = ?1"
        " and session = ?2 and participant = ?3 and source = ?4 and starts = ?5 and ends is ?6)",
        [
            (workshop, session, who, it.source.value, format_utc(it.start), format_utc(it.end), int(it.uncertain))
            for session, who, it in rows
        ],
    )
    return cursor.rowcount


async def in_voice(database: Database, workshop: str) -> list[Row]:
    """The voice intervals that have no end yet."""
    return await database.rows(
        "select * from presences where workshop = ? and source = 'voice' and ends is null", (workshop,)
    )


async def leave_voice(tx: aiosqlite.Connection, workshop: str, rows: Iterable[tuple[int, datetime, bool]]) -> None:
    """End the intervals of those ids; an uncertain end makes them uncertain, never certain again."""
    await tx.executemany(
        "update presences set ends = max(starts, ?2), uncertain = max(uncertain, ?3) where workshop = ?1 and id = ?4",
        [(workshop, format_utc(end), int(uncertain), id) for id, end, uncertain in rows],
    )


async def seen_at(database: Database, workshop: str) -> datetime | None:
    """The last moment at which the bot is known to have watched."""
    row = await database.row("select seen_at from workshops where workshop = ?", (workshop,))
    return parse_utc(row["seen_at"]) if row else None


async def set_seen(tx: aiosqlite.Connection, workshop: str, at: datetime) -> None:
    await tx.execute("update workshops set seen_at = ? where workshop = ?", (format_utc(at), workshop))
