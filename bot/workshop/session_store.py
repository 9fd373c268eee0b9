"""The current state of sessions. The table has a row only for a session that was changed, started or ended."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.core.instants import format_local, format_utc, parse_local_time, parse_utc
from bot.core.programme import Session, Workshop
from bot.core.schedule import Schedule, SessionState, SessionStatus
from bot.storage.transaction import Row, Transaction


def read_schedule(tx: Transaction, workshop: Workshop) -> Schedule:
    """The programme of the file, changed by the stored states.

    Stored states of sessions that are no longer in the file are ignored.
    """
    schedule = Schedule.of(workshop)
    planned = schedule.with_breaks()
    stored = {row["session"]: row for row in tx.rows("select * from session_states where workshop = ?", (workshop.id,))}
    return schedule.having(*(_session_state(planned[id].session, row) for id, row in stored.items() if id in planned))


def last_recorded(tx: Transaction) -> dict[str, datetime]:
    """By workshop, when its last opened session began. Workshops that have not begun are left out."""
    rows = tx.rows(
        "select workshop, max(starts) as starts from session_states where opened_at is not null group by workshop"
    )
    return {row["workshop"]: parse_utc(row["starts"]) for row in rows}


def schedule_in(connection: sqlite3.Connection, workshop: Workshop) -> Schedule:
    """As `read_schedule`, on a separate connection."""
    return read_schedule(Transaction(connection), workshop)


def _session_state(session: Session, row: Row) -> SessionState:
    start, end = _times(row)
    return SessionState(
        session=session,
        start=start,
        end=end,
        status=SessionStatus(row["status"]),
        opened_at=parse_utc(row["opened_at"]),
        ended_at=parse_utc(row["ended_at"]),
        moves=row["moves"],
        openings=row["openings"],
        link=row["link"],
    )


def _times(row: Row) -> tuple[datetime, datetime]:
    """Start and end in UTC.

    A planned session has its local times; any other session has the instants at which it was held.
    """
    if row["status"] == SessionStatus.PLANNED.value and row["zone"]:
        try:
            zone = ZoneInfo(row["zone"])
        except ZoneInfoNotFoundError:  # this machine no longer knows the zone
            return parse_utc(row["starts"]), parse_utc(row["ends"])
        return parse_local_time(row["local_start"], zone), parse_local_time(row["local_end"], zone)
    return parse_utc(row["starts"]), parse_utc(row["ends"])


def save(tx: Transaction, workshop: Workshop, states: Iterable[SessionState]) -> None:
    """Insert or replace the stored state of each of these sessions."""
    tx.executemany(
        "insert into session_states (workshop, session, starts, ends, zone, local_start, local_end, status, opened_at,"
        " ended_at, moves, openings, link) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " on conflict (workshop, session) do update set starts = excluded.starts, ends = excluded.ends,"
        " zone = excluded.zone,"
        " local_start = excluded.local_start, local_end = excluded.local_end, status = excluded.status,"
        " opened_at = excluded.opened_at, ended_at = excluded.ended_at, moves = excluded.moves,"
        " openings = excluded.openings, link = excluded.link",
        [
            (
                workshop.id,
                state.id,
                format_utc(state.start),
                format_utc(state.end),
                workshop.timezone,
                format_local(state.start, workshop.zone),
                format_local(state.end, workshop.zone),
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
