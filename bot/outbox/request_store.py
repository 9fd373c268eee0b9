"""SQL of requests and their messages, which are due, claimed, then sent, dropped (not needed any more) or failed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.errors import JustDone
from bot.core.instants import format_utc, parse_utc
from bot.core.people import Person
from bot.outbox.messages import FoundMessage
from bot.storage.transaction import Row, Transaction

AGAIN_AFTER = timedelta(minutes=1)
"""After this time, an equal request counts as intended. Earlier, it counts as the same request by a second person."""


class PostStatus(StrEnum):
    DUE = "due"
    CLAIMED = "claimed"
    SENT = "sent"
    DROPPED = "dropped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RequestedPost:
    """A message that is not settled: number `number` of the request `key`."""

    key: str
    number: int
    requested_at: datetime
    status: PostStatus
    claimed_at: datetime | None
    channel: int | None
    print: str | None


def request(
    tx: Transaction,
    workshop: str,
    key: str,
    person: Person,
    at: datetime,
    *,
    posts: int = 0,
    again_after: timedelta = AGAIN_AFTER,
    may_repeat: bool = False,
) -> None:
    """Store the request `key` of `person`, with `posts` messages to send.

    Raises `JustDone` if someone made the same request less than `again_after` ago, or if messages of it are still to be
    sent. Failed ones do not count. With `may_repeat` the same person may repeat it at once.
    """
    before = tx.row("select * from requests where workshop = ? and key = ?", (workshop, key))
    by_self = before is not None and before["requested_by"] == person.discord_id
    if (
        before
        and not (may_repeat and by_self)
        and _holds(tx, workshop, key, parse_utc(before["requested_at"]), at - again_after)
    ):
        raise JustDone(before["requested_by"], by_self=by_self)
    release(tx, workshop, key)
    tx.execute(
        "insert into requests (workshop, key, requested_by, requested_at) values (?, ?, ?, ?)",
        (workshop, key, person.discord_id, format_utc(at)),
    )
    tx.executemany(
        "insert into requested_posts (workshop, key, number) values (?, ?, ?)",
        [(workshop, key, number) for number in range(posts)],
    )


def _holds(tx: Transaction, workshop: str, key: str, requested_at: datetime, since: datetime) -> bool:
    statuses = set(statuses_of(tx, workshop, key))
    if statuses & {PostStatus.DUE, PostStatus.CLAIMED}:
        return True
    return requested_at > since and statuses != {PostStatus.FAILED}


def release(tx: Transaction, workshop: str, key: str) -> None:
    """Delete a request, so that it can be made again at once."""
    tx.execute("delete from requested_posts where workshop = ? and key = ?", (workshop, key))
    tx.execute("delete from requests where workshop = ? and key = ?", (workshop, key))


def statuses_of(tx: Transaction, workshop: str, key: str) -> list[PostStatus]:
    """The status of each message of a request, in order."""
    rows = tx.rows("select status from requested_posts where workshop = ? and key = ? order by number", (workshop, key))
    return [PostStatus(row["status"]) for row in rows]


def first_fault(tx: Transaction, workshop: str, key: str) -> str | None:
    """Why a message of the request failed. None if none failed."""
    row = tx.row(
        "select fault from requested_posts where workshop = ? and key = ? and fault is not null order by number",
        (workshop, key),
    )
    return row["fault"] if row else None


def unsettled(tx: Transaction, workshop: str) -> list[RequestedPost]:
    """The first unsettled message of each request. The next one waits until this one is settled."""
    rows = tx.rows(
        "select p.*, r.requested_at from requested_posts p join requests r using (workshop, key)"
        " where workshop = ? and status in ('due', 'claimed') order by requested_at, key, number",
        (workshop,),
    )
    return list(_first_of_each(rows))


def _first_of_each(rows: list[Row]) -> Iterator[RequestedPost]:
    seen = set[str]()
    for row in rows:
        if row["key"] not in seen:
            seen.add(row["key"])
            yield _post(row)


def claim(tx: Transaction, workshop: str, post: RequestedPost, at: datetime, print_: str, channel: int) -> bool:
    """Record that it is about to be sent. False if it was settled or deleted since it was read."""
    cursor = tx.execute(
        "update requested_posts set status = 'claimed', claimed_at = coalesce(claimed_at, ?), print = ?,"
        " channel_id = ? where workshop = ? and key = ? and number = ? and status in ('due', 'claimed')",
        (format_utc(at), print_, channel, workshop, post.key, post.number),
    )
    return cursor.rowcount == 1


def settle(
    tx: Transaction,
    workshop: str,
    post: RequestedPost,
    status: PostStatus,
    message: FoundMessage | None = None,
    fault: str | None = None,
) -> None:
    tx.execute(
        "update requested_posts set status = ?, message_id = ?, fault = ?"
        " where workshop = ? and key = ? and number = ?",
        (status.value, message.message if message else None, fault, workshop, post.key, post.number),
    )


def message_ids(tx: Transaction, workshop: str) -> set[int]:
    """The ids of the messages that were sent for a request."""
    rows = tx.rows("select message_id from requested_posts where workshop = ? and message_id is not null", (workshop,))
    return {row["message_id"] for row in rows}


def _post(row: Row) -> RequestedPost:
    return RequestedPost(
        row["key"],
        row["number"],
        parse_utc(row["requested_at"]),
        PostStatus(row["status"]),
        parse_utc(row["claimed_at"]),
        row["channel_id"],
        row["print"],
    )
