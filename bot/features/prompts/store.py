"""Questions put to the room."""

from __future__ import annotations

from datetime import datetime

from bot.core.instants import format_utc
from bot.storage.transaction import Row, Transaction

_ONE = "select * from prompts where workshop = ? and prompt = ?"


def add(
    tx: Transaction,
    workshop: str,
    prompt: str,
    session: str,
    definition: str,
    opened_at: datetime,
    closes_at: datetime,
) -> bool:
    """False where it has been put already."""
    cursor = tx.execute(
        "insert into prompts (workshop, prompt, session, definition, opened_at, closes_at) values (?, ?, ?, ?, ?, ?)"
        " on conflict do nothing",
        (workshop, prompt, session, definition, format_utc(opened_at), format_utc(closes_at)),
    )
    return cursor.rowcount == 1


def set_message(tx: Transaction, workshop: str, prompt: str, channel: int, message: int) -> None:
    tx.execute(
        "update prompts set channel_id = ?, message_id = ? where workshop = ? and prompt = ?",
        (channel, message, workshop, prompt),
    )


def set_shown_closed(tx: Transaction, workshop: str, prompt: str) -> None:
    tx.execute("update prompts set shown_closed = 1 where workshop = ? and prompt = ?", (workshop, prompt))


def close(tx: Transaction, workshop: str, prompt: str, at: datetime) -> None:
    tx.execute(
        "update prompts set closed_at = ? where workshop = ? and prompt = ? and closed_at is null",
        (format_utc(at), workshop, prompt),
    )


def discard(tx: Transaction, workshop: str, prompt: str) -> None:
    """As if it had never been asked."""
    tx.execute("delete from readings where workshop = ? and kind <> 'announcement' and subject = ?", (workshop, prompt))
    tx.execute("delete from answers where workshop = ? and prompt = ?", (workshop, prompt))
    tx.execute("delete from prompts where workshop = ? and prompt = ?", (workshop, prompt))


def one(tx: Transaction, workshop: str, prompt: str) -> Row | None:
    return tx.row(_ONE, (workshop, prompt))


def one_in(tx: Transaction, workshop: str, prompt: str) -> Row | None:
    """As it stands for the transaction that is about to write."""
    return next(iter(tx.rows(_ONE, (workshop, prompt))), None)


def asked(tx: Transaction, workshop: str) -> list[Row]:
    """Every question put so far, the newest first."""
    return tx.rows("select * from prompts where workshop = ? order by opened_at desc", (workshop,))


def still_open(tx: Transaction, workshop: str) -> list[Row]:
    return list(tx.rows("select * from prompts where workshop = ? and closed_at is null", (workshop,)))


def open_until(tx: Transaction, workshop: str, at: datetime) -> list[Row]:
    """Open ones that were to close by `at`."""
    return tx.rows(
        "select * from prompts where workshop = ? and closed_at is null and closes_at <= ?", (workshop, format_utc(at))
    )


def next_closing(tx: Transaction, workshop: str) -> str | None:
    row = tx.row("select min(closes_at) as at from prompts where workshop = ? and closed_at is null", (workshop,))
    return row["at"] if row else None


def closed_unshown(tx: Transaction, workshop: str) -> list[Row]:
    """Closed ones whose message in the channel does not say so yet."""
    return tx.rows(
        "select * from prompts where workshop = ? and closed_at is not null and message_id is not null"
        " and shown_closed = 0",
        (workshop,),
    )
