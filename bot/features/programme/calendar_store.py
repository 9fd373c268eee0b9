"""What the calendars handed out last said of each session: a hash of it, and its number in the sequence."""

from __future__ import annotations

from collections.abc import Mapping

from bot.storage.transaction import Transaction

Entry = tuple[str, int]
"""The hash, and the number."""


def entries(tx: Transaction, workshop: str) -> dict[str, Entry]:
    """By session."""
    rows = tx.rows("select * from calendar_entries where workshop = ?", (workshop,))
    return {row["session"]: (row["print"], row["sequence"]) for row in rows}


def save(tx: Transaction, workshop: str, fresh: Mapping[str, Entry]) -> None:
    """A number never goes down, whoever writes last."""
    tx.executemany(
        "insert into calendar_entries (workshop, session, print, sequence) values (?, ?, ?, ?)"
        " on conflict do update set print = excluded.print, sequence = max(sequence, excluded.sequence)",
        [(workshop, session, print_, sequence) for session, (print_, sequence) in fresh.items()],
    )
