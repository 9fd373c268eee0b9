"""What the organisers alone are told, once."""

from __future__ import annotations

from datetime import datetime

from bot.core.instants import format_utc
from bot.storage.transaction import Row, Transaction


def add(tx: Transaction, workshop: str, key: str, payload: str, at: datetime) -> None:
    """Have it said; one that is known already stays as it is."""
    tx.execute(
        "insert into asides (workshop, key, payload, written_at) values (?, ?, ?, ?) on conflict do nothing",
        (workshop, key, payload, format_utc(at)),
    )


def change(tx: Transaction, workshop: str, key: str, payload: str) -> None:
    tx.execute(
        "update asides set payload = ? where workshop = ? and key = ? and said_at is null", (payload, workshop, key)
    )


def unsaid(tx: Transaction, workshop: str) -> list[Row]:
    """Those still to be said, in the order they were written down."""
    return tx.rows("select * from asides where workshop = ? and said_at is null order by written_at, key", (workshop,))


def keys(tx: Transaction, workshop: str) -> set[str]:
    rows = tx.rows("select key from asides where workshop = ?", (workshop,))
    return {row["key"] for row in rows}


def messages(tx: Transaction, workshop: str) -> set[int]:
    """The messages of those already said."""
    rows = tx.rows("select message_id from asides where workshop = ? and message_id is not null", (workshop,))
    return {row["message_id"] for row in rows}


def claim(tx: Transaction, workshop: str, key: str, at: datetime, print_: str, channel: int) -> None:
    """It is about to be posted."""
    tx.execute(
        "update asides set claimed_at = ?, print = ?, channel_id = ? where workshop = ? and key = ?",
        (format_utc(at), print_, channel, workshop, key),
    )


def release(tx: Transaction, workshop: str, key: str) -> None:
    """It was not posted after all."""
    tx.execute("update asides set claimed_at = null where workshop = ? and key = ?", (workshop, key))


def said(tx: Transaction, workshop: str, key: str, at: datetime, message: int | None) -> None:
    """It stands in the channel; `message` is None where there was nothing left to say."""
    tx.execute(
        "update asides set said_at = ?, message_id = ? where workshop = ? and key = ?",
        (format_utc(at), message, workshop, key),
    )
