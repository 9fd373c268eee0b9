"""Announcements by their stable key: due, claimed, then sent, late, skipped, failed or cancelled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.core.announcement_kind import AnnouncementKind
from bot.core.instants import format_utc, parse_utc
from bot.features.announcements.model import Announcement, Status
from bot.storage.transaction import Row, Transaction


def known(tx: Transaction, workshop: str) -> dict[str, Row]:
    rows = tx.rows("select key, kind, status, due_at, fault from announcements where workshop = ?", (workshop,))
    return {row["key"]: row for row in rows}


def add(tx: Transaction, workshop: str, announcements: Iterable[Announcement], payload: str | None = None) -> None:
    """Write `announcements` down as due; one that the plan had dropped is due again."""
    tx.executemany(
        "insert into announcements (workshop, key, kind, session, subject, language, due_at, status, payload)"
        " values (?, ?, ?, ?, ?, ?, ?, 'due', ?)"
        " on conflict do update set status = 'due', due_at = excluded.due_at"
        " where status = 'cancelled' and fault is null",
        [
            (workshop, a.key, a.kind.value, a.session, a.subject, a.language, format_utc(a.due), payload)
            for a in announcements
        ],
    )


def reschedule(tx: Transaction, workshop: str, due: Iterable[tuple[str, datetime]]) -> None:
    tx.executemany(
        "update announcements set due_at = ? where workshop = ? and key = ? and status = 'due'",
        [(format_utc(at), workshop, key) for key, at in due],
    )


def give_up(tx: Transaction, workshop: str, keys: Iterable[str], status: Status, fault: str | None = None) -> None:
    """Leave those that are still to be said unsaid: `status` is skipped, failed or cancelled."""
    tx.executemany(
        "update announcements set status = ?, fault = ? where workshop = ? and key = ?"
        " and status in ('due', 'claimed')",
        [(status.value, fault, workshop, key) for key in keys],
    )


def cancel(tx: Transaction, workshop: str, key: str, why: str) -> bool:
    """Leave one unsaid; False where it was said or given up, or is being said."""
    cursor = tx.execute(
        "update announcements set status = 'cancelled', fault = ? where workshop = ? and key = ? and status = 'due'",
        (why, workshop, key),
    )
    return cursor.rowcount == 1


def claim(tx: Transaction, row: Row, at: datetime, print_: str, channel: int) -> bool:
    """True once `row` is ours to say; False where it is not as we read it any more: put off, reworded or given up."""
    cursor = tx.execute(
        "update announcements set status = 'claimed', claimed_at = coalesce(claimed_at, ?), print = ?, channel_id = ?"
        " where workshop = ? and key = ? and status = ? and due_at = ? and payload is ?",
        (
            format_utc(at),
            print_,
            channel,
            row["workshop"],
            row["key"],
            row["status"],
            row["due_at"],
            row["payload"],
        ),
    )
    return cursor.rowcount == 1


def said(tx: Transaction, workshop: str, key: str, status: Status, at: datetime, channel: int, message: int) -> None:
    """It stands in the channel; `status` is sent or late."""
    tx.execute(
        "update announcements set status = ?, sent_at = ?, channel_id = ?, message_id = ?, fault = null"
        " where workshop = ? and key = ?",
        (status.value, format_utc(at), channel, message, workshop, key),
    )


def due_again(tx: Transaction, workshop: str, key: str, at: datetime) -> bool:
    """Say from `at` on what was skipped, failed or cancelled; False where it was said, or is to be said anyway.

    When it was first claimed stays: it may have been said then after all, and is looked for before it is said.
    """
    cursor = tx.execute(
        "update announcements set status = 'due', due_at = ?, fault = null, told_at = null"
        " where workshop = ? and key = ? and status in ('skipped', 'failed', 'cancelled')",
        (format_utc(at), workshop, key),
    )
    return cursor.rowcount == 1


def put_off(tx: Transaction, workshop: str, key: str, to: datetime) -> None:
    """Say at `to` what nobody has begun to say."""
    tx.execute(
        "update announcements set due_at = ? where workshop = ? and key = ? and status = 'due'",
        (format_utc(to), workshop, key),
    )


def open_ones(tx: Transaction, workshop: str, until: datetime) -> list[Row]:
    """Those due by `until`, and those claimed and not settled, by due time."""
    return tx.rows(
        "select * from announcements where workshop = ? and status in ('due', 'claimed') and due_at <= ?"
        " order by due_at, key",
        (workshop, format_utc(until)),
    )


def next_due(tx: Transaction, workshop: str, after: datetime) -> datetime | None:
    row = tx.row(
        "select min(due_at) as due_at from announcements where workshop = ? and status = 'due' and due_at > ?",
        (workshop, format_utc(after)),
    )
    return parse_utc(row["due_at"]) if row else None


def one(tx: Transaction, workshop: str, key: str) -> Row | None:
    return tx.row("select * from announcements where workshop = ? and key = ?", (workshop, key))


def untold(tx: Transaction, workshop: str) -> list[Row]:
    """Those late, skipped or failed of which the organisers have not heard."""
    return tx.rows(
        "select * from announcements where workshop = ? and status in ('late', 'skipped', 'failed')"
        " and told_at is null order by due_at, key",
        (workshop,),
    )


def told(tx: Transaction, workshop: str, keys: Iterable[str], at: datetime) -> None:
    """The organisers will hear of these: it is put down for them."""
    tx.executemany(
        "update announcements set told_at = ? where workshop = ? and key = ?",
        [(format_utc(at), workshop, key) for key in keys],
    )


def messages(tx: Transaction, workshop: str, channel: int) -> set[int]:
    """The messages in that channel of which we know what they say."""
    rows = tx.rows(
        "select message_id from announcements where workshop = ? and channel_id = ? and message_id is not null",
        (workshop, channel),
    )
    return {row["message_id"] for row in rows}


def summaries_said(tx: Transaction, workshop: str) -> list[str]:
    """The local dates whose evening summary stands in a channel."""
    rows = tx.rows(
        "select distinct subject from announcements where workshop = ? and kind = 'summary'"
        " and status in ('sent', 'late') order by subject",
        (workshop,),
    )
    return [row["subject"] for row in rows]


def by_keys(tx: Transaction, workshop: str, keys: Iterable[str]) -> list[Row]:
    wanted = list(keys)
    marks = ", ".join("?" * len(wanted))
    return tx.rows(
        f"select * from announcements where workshop = ? and key in ({marks}) order by due_at, key",
        (workshop, *wanted),
    )


def ahead(tx: Transaction, workshop: str, limit: int) -> list[Row]:
    """The next ones to be said, by due time."""
    return tx.rows(
        "select * from announcements where workshop = ? and status in ('due', 'claimed') order by due_at, key limit ?",
        (workshop, limit),
    )


def in_states(tx: Transaction, workshop: str, states: Iterable[Status], limit: int) -> list[Row]:
    """Those in one of `states`, the latest due first; cancelled ones only where a person cancelled them."""
    wanted = list(states)
    marks = ", ".join("?" * len(wanted))
    return tx.rows(
        f"select * from announcements where workshop = ? and status in ({marks})"
        " and (status <> 'cancelled' or fault is not null) order by due_at desc, key limit ?",
        (workshop, *wanted, limit),
    )


def announcement(row: Row) -> Announcement:
    return Announcement(
        row["key"],
        AnnouncementKind(row["kind"]),
        row["subject"],
        row["language"],
        parse_utc(row["due_at"]),
        session=row["session"],
    )
