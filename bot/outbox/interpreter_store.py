"""What waits to be read aloud to the interpreters, and the messages in which it was.

A reading says where a text stands, not what it says, and goes once it was read; of the message only its number stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.core.instants import format_utc
from bot.storage.transaction import Row, Transaction

Taken = tuple[int, int | None]
"""A reading's id, and up to which of its parts it is read now; None: to its end."""

_NEWEST = (
    "not exists (select 1 from readings as later where later.workshop = readings.workshop"
    " and later.kind = readings.kind and later.subject = readings.subject"
    " and later.answerer = readings.answerer and later.id > readings.id)"
)
"""What was changed while it was being read comes again, after it: only that is read from then on."""


def add(tx: Transaction, workshop: str, kind: str, subject: str, due: datetime, answerer: str = "") -> None:
    """Have it read after all that waits; the same that nobody has begun to read need not be read then."""
    tx.execute(
        "delete from readings where workshop = ? and kind = ? and subject = ? and answerer = ? and post is null",
        (workshop, kind, subject, answerer),
    )
    tx.execute(
        "insert into readings (workshop, kind, subject, answerer, due_at) values (?, ?, ?, ?, ?)",
        (workshop, kind, subject, answerer, format_utc(due)),
    )


def waiting(tx: Transaction, workshop: str) -> list[Row]:
    """Those that nobody has begun to read, in their order."""
    return tx.rows("select * from readings where workshop = ? and post is null order by id", (workshop,))


def of_post(tx: Transaction, post: int) -> list[Row]:
    """Those that a message about to be posted holds."""
    return tx.rows(f"select * from readings where post = ? and {_NEWEST} order by id", (post,))


def begun(tx: Transaction, workshop: str) -> Row | None:
    """The message that was about to be posted, and of which nobody has noted that it was."""
    return tx.row("select * from reading_posts where workshop = ? and ended_at is null order by id", (workshop,))


def claim(
    tx: Transaction,
    workshop: str,
    begun: int | None,
    taken: Sequence[Taken],
    gone: Iterable[int],
    at: datetime,
    print_: str,
    channel: int,
) -> int | None:
    """The number of the message, `begun` before or new, in which `taken` is about to be posted; `gone` is not read.

    None, and nothing is claimed, where one of `taken` was changed or erased meanwhile.
    """
    if begun is not None:
        _release(tx, begun)
    drop(tx, gone)
    if not _still_there(tx, [id for id, _ in taken]):
        return None
    if begun is None:
        cursor = tx.execute(
            "insert into reading_posts (workshop, channel_id, print, claimed_at) values (?, ?, ?, ?)",
            (workshop, channel, print_, format_utc(at)),
        )
        begun = cursor.lastrowid
    else:
        tx.execute("update reading_posts set channel_id = ?, print = ? where id = ?", (channel, print_, begun))
    tx.executemany("update readings set post = ?, until = ? where id = ?", [(begun, until, id) for id, until in taken])
    return begun


def _release(tx: Transaction, post: int) -> None:
    """Nothing of it was read: what it was to hold waits again."""
    tx.execute(f"delete from readings where post = ? and not {_NEWEST}", (post,))
    tx.execute("update readings set post = null, until = null where post = ?", (post,))


def _still_there(tx: Transaction, ids: Sequence[int]) -> bool:
    marks = ", ".join("?" * len(ids))
    found = tx.rows(f"select id from readings where id in ({marks}) and post is null", ids)
    return len(list(found)) == len(ids)


def drop(tx: Transaction, ids: Iterable[int]) -> None:
    """Nobody is to read them."""
    tx.executemany("delete from readings where id = ?", [(id,) for id in ids])


def end(tx: Transaction, post: int, at: datetime, message: int | None = None) -> None:
    """What it holds was read, but for the parts after it; `message` is None where it was not posted after all."""
    tx.execute(f"delete from readings where post = ? and (until is null or not {_NEWEST})", (post,))
    tx.execute("update readings set part = until, until = null, post = null where post = ?", (post,))
    tx.execute(
        "update reading_posts set ended_at = ?, message_id = ?, print = null where id = ?",
        (format_utc(at), message, post),
    )


def messages(tx: Transaction, workshop: str) -> set[int]:
    """The messages known to be in the channel."""
    rows = tx.rows("select message_id from reading_posts where workshop = ? and message_id is not null", (workshop,))
    return {row["message_id"] for row in rows}


def last_read(tx: Transaction, workshop: str) -> str | None:
    """When something was last read."""
    row = tx.row(
        "select max(ended_at) as at from reading_posts where workshop = ? and message_id is not null", (workshop,)
    )
    return row["at"] if row else None
