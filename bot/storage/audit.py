"""The audit log: actions of organisers and facilitators, each written in the transaction that performs it."""

from __future__ import annotations

from datetime import datetime

from bot.core.instants import format_utc
from bot.storage.transaction import Transaction


def record(
    tx: Transaction, workshop: str, at: datetime, actor: str, action: str, target: str = "", detail: str = ""
) -> None:
    """`actor` is a display name, or `atelier` for the bot itself; `action` is a command's name, as `session start`."""
    tx.execute(
        "insert into audit (workshop, at, actor, action, target, detail) values (?, ?, ?, ?, ?, ?)",
        (workshop, format_utc(at), actor, action, target, detail),
    )
