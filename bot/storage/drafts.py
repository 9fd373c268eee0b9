"""Drafts that wait for their author's confirmation: a notice, a change of programme, or an attendance report."""

from datetime import datetime

from bot.core.instants import format_utc
from bot.storage.transaction import Transaction

MAX_OF_ONE_AUTHOR = 20
"""The most unconfirmed drafts of one kind by one author. Older ones are deleted."""
NOTICE, CHANGE, REPORT = "notice", "change", "report"


def add(tx: Transaction, workshop: str, kind: str, author: int, payload: str, at: datetime) -> int:
    cursor = tx.execute(
        "insert into drafts (workshop, kind, author, payload, written_at) values (?, ?, ?, ?, ?)",
        (workshop, kind, author, payload, format_utc(at)),
    )
    tx.execute(
        "delete from drafts where workshop = ? and kind = ? and author = ? and id not in (select id from drafts"
        " where workshop = ? and kind = ? and author = ? order by id desc limit ?)",
        (workshop, kind, author, workshop, kind, author, MAX_OF_ONE_AUTHOR),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def one(tx: Transaction, workshop: str, kind: str, id: int) -> str | None:
    """The payload of the draft; None if there is no draft of this kind with this id."""
    row = tx.row("select payload from drafts where workshop = ? and kind = ? and id = ?", (workshop, kind, id))
    return row["payload"] if row else None


def change(tx: Transaction, workshop: str, kind: str, id: int, payload: str) -> None:
    tx.execute(
        "update drafts set payload = ? where workshop = ? and kind = ? and id = ?", (payload, workshop, kind, id)
    )


def take(tx: Transaction, workshop: str, kind: str, id: int) -> str | None:
    """Delete the draft and return its payload; None if it was deleted before."""
    rows = list(
        tx.rows("delete from drafts where workshop = ? and kind = ? and id = ? returning payload", (workshop, kind, id))
    )
    return rows[0]["payload"] if rows else None
