"""Announcements by their stable key: due, claimed, then sent, late, skipped, failed or cancelled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import aiosqlite

from bot.core.instants import format_utc, parse_utc
from bot.features.announcements.model import Announcement, Kind, Status
from bot.storage.database import Database, Row


async def known(tx: aiosqlite.Connection, workshop: str) -> dict[str, Row]:
    rows = await tx.execute_fetchall(
        "select key, kind, status, due_at, fault from announcements where workshop = ?", (workshop,)
    )
    return {row["key"]: row for row in rows}


async def add(
    tx: aiosqlite.Connection, workshop: str, announcements: Iterable[Announcement], payload: str | None = None
) -> None:
    """Write `announcements` down as due; one that the plan had dropped is due again."""
    await tx.executemany(
        "insert into announcements (workshop, key, kind, session, subject, language, due_at, status, payload)"
        " values (?, ?, ?, ?, ?, ?, ?, 'due', ?)"
        " on conflict do update set status = 'due', due_at = excluded.due_at"
        " where status = 'cancelled' and fault is null",
        [
            (workshop, a.key, a.kind.value, a.session, a.subject, a.language, format_utc(a.due), payload)
            for a in announcements
        ],
    )


async def reschedule(tx: aiosqlite.Connection, workshop: str, due: Iterable[tuple[str, datetime]]) -> None:
    await tx.executemany(
        "update announcements set due_at = ? where workshop = ? and key = ? and status = 'due'",
        [(format_utc(at), workshop, key) for key, at in due],
    )


async def give_up(
    tx: aiosqlite.Connection, workshop: str, keys: Iterable[str], status: Status, fault: str | None = None
) -> None:
    """Leave those that are still to be said unsaid: `status` is skipped, failed or cancelled."""
    await tx.executemany(
        "update announcements set status = ?, fault = ? where workshop = ? and key = ?"
        " and status in ('due', 'claimed')",
        [(status.value, fault, workshop, key) for key in keys],
    )


async def cancel(tx: aiosqlite.Connection, workshop: str, key: str, why: str) -> bool:
    """Leave one unsaid; False where it was said or given up, or is being said."""
    cursor = await tx.execute(
        "update announcements set status = 'cancelled', fault = ? where workshop = ? and key = ? and status = 'due'",
        (why, workshop, key),
    )
    return cursor.rowcount == 1


async def claim(tx: aiosqlite.Connection, row: Row, at: datetime, print_: str, channel: int) -> bool:
    """True once `row` is ours to say; False where it is not as we read it any more: put off, reworded or given up."""
    cursor = await tx.execute(
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


async def said(
    tx: aiosqlite.Connection, workshop: str, key: str, status: Status, at: datetime, channel: int, message: int
) -> None:
    """It stands in the channel; `status` is sent or late."""
    await tx.execute(
        "update announcements set status = ?, sent_at = ?, channel_id = ?, message_id = ?, fault = null"
        " where workshop = ? and key = ?",
        (status.value, format_utc(at), channel, message, workshop, key),
    )


async def due_again(tx: aiosqlite.Connection, workshop: str, key: str, at: datetime) -> bool:
    """Say from `at` on what was skipped, failed or cancelled; False where it was said, or is to be said anyway.

    When it was first claimed stays: it may have been said then after all, and is looked for before it is said.
    """
    cursor = await tx.execute(
        "update announcements set status = 'due', due_at = ?, fault = null, told_at = null"
        " where workshop = ? and key = ? and status in ('skipped', 'failed', 'cancelled')",
        (format_utc(at), workshop, key),
    )
    return cursor.rowcount == 1


async def put_off(tx: aiosqlite.Connection, workshop: str, key: str, to: datetime) -> None:
    """Say at `to` what nobody has begun to say."""
    await tx.execute(
        "update announcements set due_at = ? where workshop = ? and key = ? and status = 'due'",
        (format_utc(to), workshop, key),
    )


async def open_ones(database: Database, workshop: str, until: datetime) -> list[Row]:
    """Those due by `until`, and those claimed and not settled, by due time."""
    return await database.rows(
        "select * from announcements where workshop = ? and status in ('due', 'claimed') and due_at <= ?"
        " order by due_at, key",
        (workshop, format_utc(until)),
    )


async def next_due(database: Database, workshop: str, after: datetime) -> datetime | None:
    row = await database.row(
        "select min(due_at) as due_at from announcements where workshop = ? and status = 'due' and due_at > ?",
        (workshop, format_utc(after)),
    )
    return parse_utc(row["due_at"]) if row else None


async def one(database: Database, workshop: str, key: str) -> Row | None:
    return await database.row("select * from announcements where workshop = ? and key = ?", (workshop, key))


async def untold(database: Database, workshop: str) -> list[Row]:
    """Those late, skipped or failed of which the organisers have not heard."""
    return await database.rows(
        "select * from announcements where workshop = ? and status in ('late', 'skipped', 'failed')"
        " and told_at is null order by due_at, key",
        (workshop,),
    )


async def told(tx: aiosqlite.Connection, workshop: str, keys: Iterable[str], at: datetime) -> None:
    """The organisers will hear of these: it is put down for them."""
    await tx.executemany(
        "update announcements set told_at = ? where workshop = ? and key = ?",
        [(format_utc(at), workshop, key) for key in keys],
    )


async def messages(database: Database, workshop: str, channel: int) -> set[int]:
    """The messages in that channel of which we know what they say."""
    rows = await database.rows(
        "select message_id from announcements where workshop = ? and channel_id = ? and message_id is not null",
        (workshop, channel),
    )
    return {row["message_id"] for row in rows}


async def summaries_said(database: Database, workshop: str) -> list[str]:
    """The local dates whose evening summary stands in a channel."""
    rows = await database.rows(
        "select distinct subject from announcements where workshop = ? and kind = 'summary'"
        " and status in ('sent', 'late') order by subject",
        (workshop,),
    )
    return [row["subject"] for row in rows]


async def by_keys(database: Database, workshop: str, keys: Iterable[str]) -> list[Row]:
    wanted = list(keys)
    marks = ", ".join("?" * len(wanted))
    return await database.rows(
        f"select * from announcements where workshop = ? and key in ({marks}) order by due_at, key",
        (workshop, *wanted),
    )


async def ahead(database: Database, workshop: str, limit: int) -> list[Row]:
    """The next ones to be said, by due time."""
    return await database.rows(
        "select * from announcements where workshop = ? and status in ('due', 'claimed') order by due_at, key limit ?",
        (workshop, limit),
    )


async def in_states(database: Database, workshop: str, states: Iterable[Status], limit: int) -> list[Row]:
    """Those in one of `states`, the latest due first; cancelled ones only where a person cancelled them."""
    wanted = list(states)
    marks = ", ".join("?" * len(wanted))
    return await database.rows(
        f"select * from announcements where workshop = ? and status in ({marks})"
        " and (status <> 'cancelled' or fault is not null) order by due_at desc, key limit ?",
        (workshop, *wanted, limit),
    )


def announcement(row: Row) -> Announcement:
    return Announcement(
        row["key"], Kind(row["kind"]), row["subject"], row["language"], parse_utc(row["due_at"]), session=row["session"]
    )
