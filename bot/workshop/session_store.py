"""Sessions as they stand: a row only for those that were changed, begun or ended."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import aiosqlite

from bot.core.instants import read, written
from bot.core.programme import Workshop
from bot.core.schedule import Schedule, SessionStatus, Slot

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
        "insert or replace into slots values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
