"""SQL of direct messages.

They are waiting, claimed, then sent, closed (Discord does not deliver to this person) or dropped.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.instants import format_utc, parse_utc
from bot.storage.transaction import Row, Transaction


class DirectMessageStatus(StrEnum):
    """How a direct message ended."""

    SENT = "sent"
    CLOSED = "closed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class DirectMessageRecord:
    """A direct message that is not settled; `key` names its purpose, `recipient` is a Discord id."""

    workshop: str
    key: str
    recipient: int
    due: datetime
    text: str
    claimed_at: datetime | None


def add(
    tx: Transaction, workshop: str, key: str, due: datetime, messages: Iterable[tuple[int, str, int | None]]
) -> None:
    """Add `messages`: recipient, text, and the participant that it names. A known message is not changed."""
    tx.executemany(
        "insert into direct_messages (workshop, key, discord_id, due_at, text, about_participant)"
        " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
        [(workshop, key, recipient, format_utc(due), text, about) for recipient, text, about in messages],
    )


def unsettled(tx: Transaction, workshop: str) -> list[DirectMessageRecord]:
    """Messages that are waiting or claimed. Those that were never tried come first."""
    rows = tx.rows(
        "select * from direct_messages where workshop = ? and status in ('waiting', 'claimed')"
        " order by claimed_at, due_at, key, discord_id",
        (workshop,),
    )
    return [_record(row) for row in rows]


def claim(tx: Transaction, record: DirectMessageRecord, at: datetime) -> bool:
    """Record that it is about to be sent. False if it is settled, or if its recipient was erased."""
    cursor = tx.execute(
        "update direct_messages set status = 'claimed', claimed_at = coalesce(claimed_at, ?)"
        " where workshop = ? and key = ? and discord_id = ? and status in ('waiting', 'claimed')",
        (format_utc(at), record.workshop, record.key, record.recipient),
    )
    return cursor.rowcount == 1


def settle(
    tx: Transaction,
    record: DirectMessageRecord,
    status: DirectMessageStatus,
    at: datetime,
    message: int | None = None,
) -> None:
    """Record the result, and delete the text. `message` is its id at Discord if it was sent."""
    tx.execute(
        "update direct_messages set status = ?, text = null, ended_at = ?, message_id = ?"
        " where workshop = ? and key = ? and discord_id = ? and status in ('waiting', 'claimed')",
        (status.value, format_utc(at), message, record.workshop, record.key, record.recipient),
    )


def message_ids(tx: Transaction, recipient: int) -> set[int]:
    """The ids of the direct messages that were sent to that person, by any workshop."""
    rows = tx.rows(
        "select message_id from direct_messages where discord_id = ? and message_id is not null", (recipient,)
    )
    return {row["message_id"] for row in rows}


def unreachable(tx: Transaction, workshop: str) -> set[int]:
    """The Discord ids of people to whom the last attempted direct message could not be delivered."""
    rows = tx.rows(
        "select discord_id from (select discord_id, status, max(ended_at) from direct_messages"
        " where workshop = ? and status in ('sent', 'closed') group by discord_id) where status = 'closed'",
        (workshop,),
    )
    return {row["discord_id"] for row in rows}


def _record(row: Row) -> DirectMessageRecord:
    return DirectMessageRecord(
        row["workshop"],
        row["key"],
        row["discord_id"],
        parse_utc(row["due_at"]),
        row["text"],
        parse_utc(row["claimed_at"]),
    )
