"""Direct messages: waiting, claimed, then sent, closed (Discord does not bring them to this reader) or dropped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from bot.core.instants import format_utc
from bot.storage.transaction import Row, Transaction


class End(StrEnum):
    SENT = "sent"
    CLOSED = "closed"
    DROPPED = "dropped"


def add(tx: Transaction, workshop: str, key: str, due: datetime, letters: Iterable[tuple[int, str]]) -> None:
    """Have `letters`, of reader and text, sent; one that is known already stays as it is, sent or not."""
    tx.executemany(
        "insert into letters (workshop, key, discord_id, due_at, text) values (?, ?, ?, ?, ?) on conflict do nothing",
        [(workshop, key, reader, format_utc(due), text) for reader, text in letters],
    )


def open_ones(tx: Transaction, workshop: str) -> list[Row]:
    """Those that have not come to their end, those never tried first."""
    return tx.rows(
        "select * from letters where workshop = ? and status in ('waiting', 'claimed')"
        " order by claimed_at, due_at, key, discord_id",
        (workshop,),
    )


def claim(tx: Transaction, row: Row, at: datetime) -> bool:
    """True once it is ours to send; False where it has come to its end, or its reader was erased."""
    cursor = tx.execute(
        "update letters set status = 'claimed', claimed_at = coalesce(claimed_at, ?)"
        " where workshop = ? and key = ? and discord_id = ? and status in ('waiting', 'claimed')",
        (format_utc(at), row["workshop"], row["key"], row["discord_id"]),
    )
    return cursor.rowcount == 1


def end(tx: Transaction, row: Row, how: End, at: datetime, message: int | None = None) -> None:
    """It has come to its end; `message` is its id at Discord where it was sent."""
    tx.execute(
        "update letters set status = ?, text = null, ended_at = ?, message_id = ?"
        " where workshop = ? and key = ? and discord_id = ? and status in ('waiting', 'claimed')",
        (how.value, format_utc(at), message, row["workshop"], row["key"], row["discord_id"]),
    )


def messages(tx: Transaction, reader: int) -> set[int]:
    """The messages in that person's direct channel of which we know which letter they are."""
    rows = tx.rows("select message_id from letters where discord_id = ? and message_id is not null", (reader,))
    return {row["message_id"] for row in rows}


def unreachable(tx: Transaction, workshop: str) -> set[int]:
    """Those, by Discord id, to whom the last letter that was tried could not be brought."""
    rows = tx.rows(
        "select discord_id from (select discord_id, status, max(ended_at) from letters"
        " where workshop = ? and status in ('sent', 'closed') group by discord_id) where status = 'closed'",
        (workshop,),
    )
    return {row["discord_id"] for row in rows}
