"""Whose turn it is in a round of the table."""

from __future__ import annotations

import aiosqlite

from bot.features.prompts.round_model import Round, Seat, Turn
from bot.storage.database import Database, Row

_TURNS = "select * from turns where workshop = ? and prompt = ? order by place"


async def save(tx: aiosqlite.Connection, workshop: str, prompt: str, it: Round) -> None:
    await tx.executemany(
        "insert into turns (workshop, prompt, place, administration, turn) values (?, ?, ?, ?, ?)"
        " on conflict (workshop, prompt, place)"
        " do update set administration = excluded.administration, turn = excluded.turn",
        [(workshop, prompt, place, seat.administration, seat.turn.value) for place, seat in enumerate(it.seats)],
    )


async def one(database: Database, workshop: str, prompt: str) -> Round:
    """Without seats where the question is no round."""
    return _round(await database.rows(_TURNS, (workshop, prompt)))


async def one_in(tx: aiosqlite.Connection, workshop: str, prompt: str) -> Round:
    return _round(list(await tx.execute_fetchall(_TURNS, (workshop, prompt))))


def _round(rows: list[Row]) -> Round:
    return Round(tuple(Seat(row["administration"], Turn(row["turn"])) for row in rows))
