"""SQL of the interpreter feed: items that wait to be read out, and the messages in which they are sent.

An item refers to a text and does not copy it. It is deleted once it was sent. The id of the message is kept.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.instants import format_utc, parse_utc
from bot.storage.transaction import Row, Transaction

_NEWEST = (
    "not exists (select 1 from interpreter_items as later where later.workshop = interpreter_items.workshop"
    " and later.kind = interpreter_items.kind and later.subject = interpreter_items.subject"
    " and later.answerer = interpreter_items.answerer and later.id > interpreter_items.id)"
)
"""A text that is changed while it is being sent gets a second, later item. From then on only that item counts."""


class InterpreterItemKind(StrEnum):
    ANNOUNCEMENT = "announcement"
    QUESTION = "question"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class InterpreterItem:
    """A text to be read out: an announcement by its key, a question by its prompt, or an answer by both.

    A long text is cut into parts that fit a message. The item means the parts from `part` up to `until` (exclusive;
    None: to the end).
    """

    id: int
    kind: InterpreterItemKind
    subject: str
    answerer: str
    due: datetime
    part: int
    until: int | None


@dataclass(frozen=True, slots=True)
class InterpreterPost:
    """A message that was claimed and is not settled."""

    id: int
    channel: int
    print: str
    claimed_at: datetime


Taken = tuple[int, int | None]
"""An item's id, and the part before which the message ends. None: the message contains all its parts."""


def add(
    tx: Transaction, workshop: str, kind: InterpreterItemKind, subject: str, due: datetime, answerer: str = ""
) -> None:
    """Add it at the end of the queue. If the same text is waiting already, it moves to the end."""
    tx.execute(
        "delete from interpreter_items where workshop = ? and kind = ? and subject = ? and answerer = ?"
        " and post is null",
        (workshop, kind.value, subject, answerer),
    )
    tx.execute(
        "insert into interpreter_items (workshop, kind, subject, answerer, due_at) values (?, ?, ?, ?, ?)",
        (workshop, kind.value, subject, answerer, format_utc(due)),
    )


def waiting(tx: Transaction, workshop: str) -> list[InterpreterItem]:
    """The items that are in no claimed message, in order."""
    return [
        _item(row)
        for row in tx.rows(
            "select * from interpreter_items where workshop = ? and post is null order by id", (workshop,)
        )
    ]


def in_post(tx: Transaction, post: int) -> list[InterpreterItem]:
    """The items in a claimed message."""
    return [
        _item(row)
        for row in tx.rows(f"select * from interpreter_items where post = ? and {_NEWEST} order by id", (post,))
    ]


def claimed_post(tx: Transaction, workshop: str) -> InterpreterPost | None:
    """The message that was claimed and is not settled, if there is one."""
    row = tx.row("select * from interpreter_posts where workshop = ? and ended_at is null order by id", (workshop,))
    return InterpreterPost(row["id"], row["channel_id"], row["print"], parse_utc(row["claimed_at"])) if row else None


def claim(
    tx: Transaction,
    workshop: str,
    post: InterpreterPost | None,
    taken: Sequence[Taken],
    at: datetime,
    print_: str,
    channel: int,
) -> bool:
    """Record that `taken` is about to be sent: in a new message, or in `post`, which was claimed before.

    Returns False, and claims nothing, if one of `taken` was changed or erased meanwhile.
    """
    if post is not None:
        _release(tx, post.id)
    if not _all_wait(tx, [id for id, _ in taken]):
        return False
    if post is None:
        number = tx.execute(
            "insert into interpreter_posts (workshop, channel_id, print, claimed_at) values (?, ?, ?, ?)",
            (workshop, channel, print_, format_utc(at)),
        ).lastrowid
    else:
        number = post.id
        tx.execute("update interpreter_posts set channel_id = ?, print = ? where id = ?", (channel, print_, number))
    tx.executemany(
        "update interpreter_items set post = ?, until = ? where id = ?", [(number, until, id) for id, until in taken]
    )
    return True


def _release(tx: Transaction, post: int) -> None:
    """The message was not sent: its items wait again."""
    tx.execute(f"delete from interpreter_items where post = ? and not {_NEWEST}", (post,))
    tx.execute("update interpreter_items set post = null, until = null where post = ?", (post,))


def _all_wait(tx: Transaction, ids: Sequence[int]) -> bool:
    marks = ", ".join("?" * len(ids))
    found = tx.rows(f"select id from interpreter_items where id in ({marks}) and post is null", ids)
    return len(found) == len(ids)


def drop(tx: Transaction, ids: Iterable[int]) -> None:
    """Delete these items: they will not be read out."""
    tx.executemany("delete from interpreter_items where id = ?", [(id,) for id in ids])


def settle_claimed_post(tx: Transaction, workshop: str, at: datetime, message: int | None = None) -> None:
    """Record that the claimed message was sent. `message` is None if it was not sent after all.

    Its items are deleted, except for parts that go into a later message.
    """
    post = claimed_post(tx, workshop)
    if post is None:
        return
    tx.execute(f"delete from interpreter_items where post = ? and (until is null or not {_NEWEST})", (post.id,))
    tx.execute("update interpreter_items set part = until, until = null, post = null where post = ?", (post.id,))
    tx.execute(
        "update interpreter_posts set ended_at = ?, message_id = ?, print = null where id = ?",
        (format_utc(at), message, post.id),
    )


def message_ids(tx: Transaction, workshop: str) -> set[int]:
    """The ids of the messages that were sent to the channel."""
    rows = tx.rows(
        "select message_id from interpreter_posts where workshop = ? and message_id is not null", (workshop,)
    )
    return {row["message_id"] for row in rows}


def last_sent_at(tx: Transaction, workshop: str) -> datetime | None:
    """When the last message was sent."""
    row = tx.row(
        "select max(ended_at) as at from interpreter_posts where workshop = ? and message_id is not null", (workshop,)
    )
    return parse_utc(row["at"]) if row else None


def _item(row: Row) -> InterpreterItem:
    return InterpreterItem(
        row["id"],
        InterpreterItemKind(row["kind"]),
        row["subject"],
        row["answerer"],
        parse_utc(row["due_at"]),
        row["part"],
        row["until"],
    )
