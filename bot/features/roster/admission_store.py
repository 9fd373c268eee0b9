"""SQL of admission: exclusions by organisers, requests to join in the last hour, and the approval of a request.

`who` is a keyed hash of a Discord id (`person_hash.py`).
"""

from datetime import datetime

from bot.core.instants import format_utc, parse_utc
from bot.core.people import Membership, Participant
from bot.storage.transaction import Transaction
from bot.workshop.store import participant_from_row


def exclude(tx: Transaction, workshop: str, who: str, at: datetime) -> None:
    tx.execute(
        "insert into exclusions (workshop, who, excluded_at) values (?, ?, ?) on conflict do nothing",
        (workshop, who, format_utc(at)),
    )


def readmit(tx: Transaction, workshop: str, who: str) -> None:
    tx.execute("delete from exclusions where workshop = ? and who = ?", (workshop, who))


def is_excluded(tx: Transaction, workshop: str, discord_id: int, who: str) -> bool:
    """Whether an organiser removed this person. In older data only their status says so."""
    removed = tx.row(
        "select 1 from exclusions where workshop = ?1 and who = ?2"
        " union all select 1 from participants where workshop = ?1 and discord_id = ?3 and status = ?4",
        (workshop, who, discord_id, Membership.REMOVED.value),
    )
    return removed is not None


def recent_requests(tx: Transaction, workshop: str, who: str, since: datetime) -> list[datetime]:
    """When they asked to join after `since`, in order. Deletes older requests of everyone."""
    tx.execute("delete from join_requests where workshop = ? and asked_at <= ?", (workshop, format_utc(since)))
    rows = tx.rows(
        "select asked_at from join_requests where workshop = ? and who = ? order by asked_at", (workshop, who)
    )
    return [parse_utc(row["asked_at"]) for row in rows]


def add_request(tx: Transaction, workshop: str, who: str, at: datetime) -> None:
    tx.execute("insert into join_requests (workshop, who, asked_at) values (?, ?, ?)", (workshop, who, format_utc(at)))


def approve(tx: Transaction, participant: int, administration: str) -> Participant | None:
    """Grant the request of this participant, if it exists and is for `administration`. Else return None."""
    rows = tx.rows(
        "update participants set status = ? where id = ? and status = ? and administration = ? returning *",
        (Membership.JOINED.value, participant, Membership.PENDING.value, administration),
    )
    return participant_from_row(rows[0]) if rows else None
