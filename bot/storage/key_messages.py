"""Key messages: one row a message, one row each version of its text, never overwritten."""

from __future__ import annotations

from datetime import datetime

import aiosqlite

from bot.domain.instants import written
from bot.storage.database import Database, Row

_CURRENT = """
    select m.*, v.version, v.language, v.theme, v.text, v.author, v.participant, v.written_at
    from key_messages m join key_message_versions v
        on (v.workshop, v.administration, v.number) = (m.workshop, m.administration, m.number)
        and v.version = (select max(version) from key_message_versions w
            where (w.workshop, w.administration, w.number) = (m.workshop, m.administration, m.number))
"""


async def add(
    tx: aiosqlite.Connection, workshop: str, administration: str, at: datetime, *, on_behalf: bool, limit: int
) -> int | None:
    """The number of a new message, or None where the administration has `limit` already."""
    rows = await tx.execute_fetchall(
        "select count(*) as there, coalesce(max(number), 0) as last from key_messages"
        " where workshop = ? and administration = ?",
        (workshop, administration),
    )
    row = next(iter(rows))
    if row["there"] >= limit:
        return None
    number = int(row["last"]) + 1
    await tx.execute(
        "insert into key_messages values (?, ?, ?, 'submitted', ?, ?)",
        (workshop, administration, number, int(on_behalf), written(at)),
    )
    return number


async def add_version(
    tx: aiosqlite.Connection,
    workshop: str,
    administration: str,
    number: int,
    *,
    language: str,
    theme: str | None,
    text: str,
    author: str,
    participant: int | None,
    at: datetime,
) -> int:
    """The new version's number; the message waits for its translation again."""
    rows = await tx.execute_fetchall(
        "insert into key_message_versions values (?, ?, ?, (select coalesce(max(version), 0) + 1"
        " from key_message_versions where workshop = ? and administration = ? and number = ?), ?, ?, ?, ?, ?, ?)"
        " returning version",
        (
            *(workshop, administration, number) * 2,
            language,
            theme,
            text,
            author,
            participant,
            written(at),
        ),
    )
    await tx.execute(
        "update key_messages set status = 'submitted' where workshop = ? and administration = ? and number = ?",
        (workshop, administration, number),
    )
    return int(next(iter(rows))["version"])


async def one(source: Database | aiosqlite.Connection, workshop: str, administration: str, number: int) -> Row | None:
    """A message with its current version."""
    sql = _CURRENT + " where m.workshop = ? and m.administration = ? and m.number = ?"
    parameters = (workshop, administration, number)
    if isinstance(source, Database):
        return await source.row(sql, parameters)
    return next(iter(await source.execute_fetchall(sql, parameters)), None)


async def of_administration(database: Database, workshop: str, administration: str) -> list[Row]:
    return await database.rows(
        _CURRENT + " where m.workshop = ? and m.administration = ? order by m.number", (workshop, administration)
    )


async def everyone(database: Database, workshop: str) -> list[Row]:
    return await database.rows(_CURRENT + " where m.workshop = ? order by m.administration, m.number", (workshop,))


async def coverage(database: Database, workshop: str) -> dict[str, int]:
    """How many messages each administration has; those with none are left out."""
    rows = await database.rows(
        "select administration, count(*) as messages from key_messages where workshop = ? group by administration",
        (workshop,),
    )
    return {row["administration"]: row["messages"] for row in rows}
