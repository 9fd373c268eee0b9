"""Whose turn it is in a round of the table."""

from __future__ import annotations

from bot.features.prompts.round_model import Round, Seat, Turn
from bot.storage.transaction import Row, Transaction

_TURNS = "select * from turns where workshop = ? and prompt = ? order by place"


def save(tx: Transaction, workshop: str, prompt: str, it: Round) -> None:
    tx.executemany(
        "insert into turns (workshop, prompt, place, administration, turn) values (?, ?, ?, ?, ?)"
        " on conflict (workshop, prompt, place)"
        " do update set administration = excluded.administration, turn = excluded.turn",
        [(workshop, prompt, place, seat.administration, seat.turn.value) for place, seat in enumerate(it.seats)],
    )


def one(tx: Transaction, workshop: str, prompt: str) -> Round:
    """Without seats where the question is no round."""
    return _round(tx.rows(_TURNS, (workshop, prompt)))


def one_in(tx: Transaction, workshop: str, prompt: str) -> Round:
    return _round(list(tx.rows(_TURNS, (workshop, prompt))))


def _round(rows: list[Row]) -> Round:
    return Round(tuple(Seat(row["administration"], Turn(row["turn"])) for row in rows))
