"""Wrong codes that were tried lately: by whom as a keyed hash, never as a Discord id."""

from __future__ import annotations

from datetime import datetime

from bot.core.instants import format_utc, parse_utc
from bot.storage.transaction import Transaction


def since(tx: Transaction, workshop: str, who: str, at: datetime) -> list[datetime]:
    """When `who` was wrong after `at`, in order; what is older, of everyone, is forgotten."""
    tx.execute("delete from wrong_codes where workshop = ? and tried_at <= ?", (workshop, format_utc(at)))
    rows = tx.rows("select tried_at from wrong_codes where workshop = ? and who = ? order by tried_at", (workshop, who))
    return [parse_utc(row["tried_at"]) for row in rows]


def add(tx: Transaction, workshop: str, who: str, at: datetime) -> None:
    tx.execute("insert into wrong_codes (workshop, who, tried_at) values (?, ?, ?)", (workshop, who, format_utc(at)))
