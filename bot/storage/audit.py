"""The audit log: what organisers and facilitators did, in the transaction that did it."""

from datetime import datetime

from bot.core.instants import format_utc
from bot.core.people import Person
from bot.storage.transaction import Transaction

BOT = Person(0, "atelier")
"""The actor of what the bot does by itself, or without keeping a name."""


def record(
    tx: Transaction, workshop: str, at: datetime, actor: Person, action: str, target: str = "", detail: str = ""
) -> None:
    """`actor` is who did it, or `BOT`; `action` is the command's name, such as `session start`."""
    tx.execute(
        "insert into audit (workshop, at, actor, action, target, detail) values (?, ?, ?, ?, ?, ?)",
        (workshop, format_utc(at), actor.name, action, target, detail),
    )
