"""Sessions as they stand: a row only for those that were changed, begun or ended."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from bot.core.instants import format_utc, parse_utc
from bot.core.programme import Workshop
from bot.core.schedule import Schedule, SessionState, SessionStatus
from bot.storage.transaction import Transaction

SELECT = "select * from slots where workshop = ?"


def schedule_of(workshop: Workshop, rows: Iterable[sqlite3.Row]) -> Schedule:
    """The file's programme with `rows` (of `SELECT`) laid over it; rows of sessions no longer in the file are left."""
    schedule = Schedule.of(workshop)
    known = {row["session"]: row for row in rows}
    return schedule.having(*(_session_state(schedule[id], row) for id, row in known.items() if id in schedule.states))


def _session_state(baseline: SessionState, row: sqlite3.Row) -> SessionState:
    return SessionState(
        session=baseline.session,
        start=parse_utc(row["starts"]),
        end=parse_utc(row["ends"]),
        status=SessionStatus(row["status"]),
        opened_at=parse_utc(row["opened_at"]),
        ended_at=parse_utc(row["ended_at"]),
        moves=row["moves"],
        openings=row["openings"],
        link=row["link"],
    )


def save(tx: Transaction, workshop: str, states: Iterable[SessionState]) -> None:
    tx.executemany(
        "insert into slots (workshop, session, starts, ends, status, opened_at, ended_at, moves, openings, link)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (workshop, session) do update set starts = excluded.starts,"
        " ends = excluded.ends, status = excluded.status, opened_at = excluded.opened_at,"
        " ended_at = excluded.ended_at, moves = excluded.moves, openings = excluded.openings, link = excluded.link",
        [
            (
                workshop,
                state.id,
                format_utc(state.start),
                format_utc(state.end),
                state.status.value,
                format_utc(state.opened_at),
                format_utc(state.ended_at),
                state.moves,
                state.openings,
                state.link,
            )
            for state in states
        ],
    )
