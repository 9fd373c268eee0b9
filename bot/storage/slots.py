"""Sessions as they stand: a row only for those that were changed, begun or ended."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import aiosqlite

from bot.domain.instants import read, written
from bot.domain.programme import Workshop
from bot.domain.schedule import Schedule, SessionStatus, Slot

SELECT = "select * from slots where workshop = ?"


def schedule_of(workshop: Workshop, rows: Iterable[sqlite3.Row]) -> Schedule:
    """The file's programme with `rows` (of `SELECT`) laid over it; rows of sessions no longer in the file are left."""
    schedule = Schedule.of(workshop)
    known = {row["session"]: row for row in rows}
    return schedule.having(*(_slot(schedule[id], row) for id, row in known.items() if id in schedule.slots))


def _slot(baseline: Slot, row: sqlite3.Row) -> Slot:
    return Slot(
        session=baseline.session,
        start=read(row["starts"]),
        end=read(row["ends"]),
        status=SessionStatus(row["status"]),
        opened_at=read(row["opened_at"]),
        ended_at=read(row["ended_at"]),
        moves=row["moves"],
        openings=row["openings"],
        link=row["link"],
    )


async def save(connection: aiosqlite.Connection, workshop: str, slots: Iterable[Slot]) -> None:
    await connection.executemany(
        "insert into slots (workshop, session, starts, ends, status, opened_at, ended_at, moves, openings, link)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (workshop, session) do update set starts = excluded.starts,"
        " ends = excluded.ends, status = excluded.status, opened_at = excluded.opened_at,"
        " ended_at = excluded.ended_at, moves = excluded.moves, openings = excluded.openings, link = excluded.link",
        [
            (
                workshop,
                slot.id,
                written(slot.start),
                written(slot.end),
                slot.status.value,
                written(slot.opened_at),
                written(slot.ended_at),
                slot.moves,
                slot.openings,
                slot.link,
            )
            for slot in slots
        ],
    )
