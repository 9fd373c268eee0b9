"""SQL of the last calendar entry of each session: a hash of its content, and its sequence number."""

from collections.abc import Mapping

from bot.features.programme.model import CalendarEntry
from bot.storage.transaction import Transaction


def entries(tx: Transaction, workshop: str) -> dict[str, CalendarEntry]:
    """By session id."""
    rows = tx.rows("select * from calendar_entries where workshop = ?", (workshop,))
    return {row["session"]: CalendarEntry(row["print"], row["sequence"]) for row in rows}


def save(tx: Transaction, workshop: str, entries: Mapping[str, CalendarEntry]) -> None:
    """Insert or replace entries by session id. A sequence number never goes down, even if writes are out of order."""
    tx.executemany(
        "insert into calendar_entries (workshop, session, print, sequence) values (?, ?, ?, ?)"
        " on conflict do update set print = excluded.print, sequence = max(sequence, excluded.sequence)",
        [(workshop, session, entry.content_hash, entry.sequence) for session, entry in entries.items()],
    )
