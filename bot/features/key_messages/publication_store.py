"""What stands in public of the key messages, where it is posted, and who stands behind it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import aiosqlite

from bot.core.instants import format_utc
from bot.features.key_messages.store import Source, fetch
from bot.storage.database import Database, Row

# One row each language a message was published in. Only those who endorsed that very version count.
_PUBLISHED = """
    select b.*, m.status, v.on_behalf, v.language, v.theme, t.language as in_language, t.text,
        (select max(version) from key_message_versions w
            where (w.workshop, w.administration, w.number) = (b.workshop, b.administration, b.number)) as current,
        (select group_concat(endorsed_by) from endorsements e
            where (e.workshop, e.administration, e.number) = (b.workshop, b.administration, b.number)
            and e.version = b.version) as endorsers
    from publications b
    join key_messages m using (workshop, administration, number)
    join key_message_versions v using (workshop, administration, number, version)
    join published_texts t
        on (t.workshop, t.administration, t.number) = (b.workshop, b.administration, b.number)
    where b.workshop = ?
"""


async def publish(
    tx: aiosqlite.Connection,
    workshop: str,
    administration: str,
    number: int,
    version: int,
    texts: Mapping[str, str],
    *,
    uncleared: bool,
    publisher: str,
    at: datetime,
) -> None:
    """These words stand in public from now on, in place of what stood there of this message."""
    key = (workshop, administration, number)
    await tx.execute("delete from published_texts where workshop = ? and administration = ? and number = ?", key)
    await tx.execute(
        "insert into publications (workshop, administration, number, version, uncleared, publisher, published_at)"
        " values (?, ?, ?, ?, ?, ?, ?) on conflict (workshop, administration, number) do update set"
        " version = excluded.version, uncleared = excluded.uncleared, publisher = excluded.publisher,"
        " published_at = excluded.published_at",
        (*key, version, int(uncleared), publisher, format_utc(at)),
    )
    await tx.executemany(
        "insert into published_texts (workshop, administration, number, language, text) values (?, ?, ?, ?, ?)",
        [(*key, language, text) for language, text in texts.items()],
    )


async def published(source: Source, workshop: str) -> list[Row]:
    return await fetch(source, _PUBLISHED + " order by b.administration, b.number", workshop)


async def one(source: Source, workshop: str, administration: str, number: int) -> list[Row]:
    """A published message: a row each language; none where it is not published."""
    return await fetch(
        source, _PUBLISHED + " and b.administration = ? and b.number = ?", workshop, administration, number
    )


async def endorsement(tx: aiosqlite.Connection, workshop: str, administration: str, number: int, by: str) -> Row | None:
    """That administration's endorsement of a message, of whichever version; with the name of who gave it."""
    rows = await fetch(
        tx,
        "select e.*, p.name from endorsements e left join participants p on p.id = e.participant"
        " where e.workshop = ? and e.administration = ? and e.number = ? and e.endorsed_by = ?",
        workshop,
        administration,
        number,
        by,
    )
    return rows[0] if rows else None


async def endorse(
    tx: aiosqlite.Connection,
    workshop: str,
    administration: str,
    number: int,
    by: str,
    version: int,
    participant: int,
    at: datetime,
) -> None:
    await tx.execute(
        "insert into endorsements (workshop, administration, number, endorsed_by, version, participant, endorsed_at)"
        " values (?, ?, ?, ?, ?, ?, ?) on conflict (workshop, administration, number, endorsed_by) do update set"
        " version = excluded.version, participant = excluded.participant, endorsed_at = excluded.endorsed_at",
        (workshop, administration, number, by, version, participant, format_utc(at)),
    )


async def withdraw(tx: aiosqlite.Connection, workshop: str, administration: str, number: int, by: str) -> bool:
    """True where there was something to withdraw."""
    cursor = await tx.execute(
        "delete from endorsements where workshop = ? and administration = ? and number = ? and endorsed_by = ?",
        (workshop, administration, number, by),
    )
    return cursor.rowcount > 0


async def posts(database: Database, workshop: str) -> list[Row]:
    """The posts in the channel, from the first down."""
    return await database.rows("select * from publication_posts where workshop = ? order by place", (workshop,))


async def set_post(
    tx: aiosqlite.Connection,
    workshop: str,
    place: int,
    channel: int,
    message: int | None,
    print_: str,
    at: datetime,
) -> None:
    await tx.execute(
        "insert into publication_posts (workshop, place, channel_id, message_id, print, posted_at)"
        " values (?, ?, ?, ?, ?, ?) on conflict do update set channel_id = excluded.channel_id,"
        " message_id = excluded.message_id, print = excluded.print",
        (workshop, place, channel, message, print_, format_utc(at)),
    )


async def forget_posts(tx: aiosqlite.Connection, workshop: str, place: int) -> None:
    """From `place` down."""
    await tx.execute("delete from publication_posts where workshop = ? and place >= ?", (workshop, place))
