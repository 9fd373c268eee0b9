"""Intervals of presence, and organisers' marks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.core.instants import format_utc, parse_utc
from bot.features.attendance.model import Mark, Presence, Source, Standing
from bot.storage.transaction import Row, Transaction


def sign_in(tx: Transaction, workshop: str, session: str, participant: int, source: Source, at: datetime) -> bool:
    """Present from `at` to the session's end; False where they had signed in that way already."""
    cursor = tx.execute(
        "insert into presences (workshop, session, participant, source, starts) values (?, ?, ?, ?, ?)"
        " on conflict do nothing",
        (workshop, session, participant, source.value, format_utc(at)),
    )
    return cursor.rowcount == 1


def signed_in_at(tx: Transaction, workshop: str, session: str, participant: int) -> datetime | None:
    """When they first signed in, with the button or the code."""
    rows = tx.rows(
        "select min(starts) as at from presences where workshop = ? and session = ? and participant = ?"
        " and source in ('button', 'code')",
        (workshop, session, participant),
    )
    first: str | None = next(iter(rows))["at"]
    return parse_utc(first)


def presence(row: Row) -> Presence:
    return Presence(parse_utc(row["starts"]), parse_utc(row["ends"]), Source(row["source"]), bool(row["uncertain"]))


def of_session(tx: Transaction, workshop: str, session: str) -> dict[int, list[Presence]]:
    """Each participant's intervals."""
    rows = tx.rows("select * from presences where workshop = ? and session = ?", (workshop, session))
    found: dict[int, list[Presence]] = {}
    for row in rows:
        found.setdefault(row["participant"], []).append(presence(row))
    return found


def of_participant(tx: Transaction, workshop: str, participant: int) -> dict[str, list[Presence]]:
    """One person's intervals, by session."""
    rows = tx.rows("select * from presences where workshop = ? and participant = ?", (workshop, participant))
    found: dict[str, list[Presence]] = {}
    for row in rows:
        found.setdefault(row["session"], []).append(presence(row))
    return found


def marks(tx: Transaction, workshop: str, session: str) -> dict[int, Mark]:
    rows = tx.rows("select * from marks where workshop = ? and session = ?", (workshop, session))
    return {row["participant"]: mark(row) for row in rows}


def marks_of(tx: Transaction, workshop: str, participant: int) -> dict[str, Mark]:
    rows = tx.rows("select * from marks where workshop = ? and participant = ?", (workshop, participant))
    return {row["session"]: mark(row) for row in rows}


def mark(row: Row) -> Mark:
    return Mark(Standing(row["standing"]), row["reason"], row["actor"], parse_utc(row["marked_at"]))


def set_mark(tx: Transaction, workshop: str, session: str, participant: int, it: Mark) -> None:
    tx.execute(
        "insert into marks (workshop, session, participant, standing, reason, actor, marked_at)"
        " values (?, ?, ?, ?, ?, ?, ?) on conflict (workshop, session, participant) do update set"
        " standing = excluded.standing, reason = excluded.reason, actor = excluded.actor,"
        " marked_at = excluded.marked_at",
        (workshop, session, participant, it.standing.value, it.reason, it.actor, format_utc(it.at)),
    )


def remove_mark(tx: Transaction, workshop: str, session: str, participant: int) -> bool:
    """False where there was none."""
    cursor = tx.execute(
        "delete from marks where workshop = ? and session = ? and participant = ?", (workshop, session, participant)
    )
    return cursor.rowcount == 1


def add(tx: Transaction, workshop: str, rows: Iterable[tuple[str, int, Presence]]) -> int:
    """Keep intervals of (session, participant); those kept already are left out. Returns how many are new."""
    cursor = tx.executemany(
        "insert into presences (workshop, session, participant, source, starts, ends, uncertain)"
        " select ?1, ?2, ?3, ?4, ?5, ?6, ?7 where not exists (select 1 from presences where workshop = ?1"
        " and session = ?2 and participant = ?3 and source = ?4 and starts = ?5 and ends is ?6)",
        [
            (workshop, session, who, it.source.value, format_utc(it.start), format_utc(it.end), int(it.uncertain))
            for session, who, it in rows
        ],
    )
    return cursor.rowcount


def in_voice(tx: Transaction, workshop: str) -> list[Row]:
    """The voice intervals that have no end yet."""
    return tx.rows("select * from presences where workshop = ? and source = 'voice' and ends is null", (workshop,))


def leave_voice(tx: Transaction, workshop: str, rows: Iterable[tuple[int, datetime, bool]]) -> None:
    """End the intervals of those ids; an uncertain end makes them uncertain, never certain again."""
    tx.executemany(
        "update presences set ends = max(starts, ?2), uncertain = max(uncertain, ?3) where workshop = ?1 and id = ?4",
        [(workshop, format_utc(end), int(uncertain), id) for id, end, uncertain in rows],
    )


def seen_at(tx: Transaction, workshop: str) -> datetime | None:
    """The last moment at which the bot is known to have watched."""
    row = tx.row("select seen_at from workshops where workshop = ?", (workshop,))
    return parse_utc(row["seen_at"]) if row else None


def set_seen(tx: Transaction, workshop: str, at: datetime) -> None:
    tx.execute("update workshops set seen_at = ? where workshop = ?", (format_utc(at), workshop))
