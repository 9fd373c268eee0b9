"""The tables `prompts` and `turns`: questions that were asked, and whose turn it is in a round."""

from datetime import datetime

from bot.core.instants import format_utc, parse_utc
from bot.features.prompts.model import Prompt, Round, RoundTurn, TurnState
from bot.features.prompts.question_json import question_from_json, question_to_json
from bot.storage.transaction import Row, Transaction


def add(tx: Transaction, workshop: str, prompt: Prompt) -> bool:
    """Store a prompt that was just opened. False if a prompt with its id exists already."""
    cursor = tx.execute(
        "insert into prompts (workshop, prompt, session, definition, opened_at, closes_at) values (?, ?, ?, ?, ?, ?)"
        " on conflict do nothing",
        (
            workshop,
            prompt.id,
            prompt.session,
            question_to_json(prompt.question),
            format_utc(prompt.opened_at),
            format_utc(prompt.closes_at),
        ),
    )
    return cursor.rowcount == 1


def find(tx: Transaction, workshop: str, prompt: str) -> Prompt | None:
    row = tx.row("select * from prompts where workshop = ? and prompt = ?", (workshop, prompt))
    return _prompt(row) if row else None


def all_prompts(tx: Transaction, workshop: str) -> list[Prompt]:
    """Every prompt, the newest first."""
    rows = tx.rows("select * from prompts where workshop = ? order by opened_at desc", (workshop,))
    return [_prompt(row) for row in rows]


def open_prompts(tx: Transaction, workshop: str) -> list[Prompt]:
    """The open prompts, in the order in which they will close."""
    rows = tx.rows(
        "select * from prompts where workshop = ? and closed_at is null order by closes_at, prompt", (workshop,)
    )
    return [_prompt(row) for row in rows]


def closed_but_shown_open(tx: Transaction, workshop: str) -> list[Prompt]:
    """Closed prompts whose message in the channel does not say so yet."""
    rows = tx.rows(
        "select * from prompts where workshop = ? and closed_at is not null and message_id is not null"
        " and shown_closed = 0",
        (workshop,),
    )
    return [_prompt(row) for row in rows]


def set_message(tx: Transaction, workshop: str, prompt: str, channel_id: int, message_id: int) -> None:
    tx.execute(
        "update prompts set channel_id = ?, message_id = ? where workshop = ? and prompt = ?",
        (channel_id, message_id, workshop, prompt),
    )


def set_shown_closed(tx: Transaction, workshop: str, prompt: str) -> None:
    tx.execute("update prompts set shown_closed = 1 where workshop = ? and prompt = ?", (workshop, prompt))


def close(tx: Transaction, workshop: str, prompt: str, at: datetime) -> None:
    tx.execute(
        "update prompts set closed_at = ? where workshop = ? and prompt = ? and closed_at is null",
        (format_utc(at), workshop, prompt),
    )


def delete(tx: Transaction, workshop: str, prompt: str) -> None:
    """Delete the prompt, its answers, its round, and its items in the interpreter feed."""
    tx.execute(
        "delete from interpreter_items where workshop = ? and kind <> 'announcement' and subject = ?",
        (workshop, prompt),
    )
    for table in ("answers", "anonymous_answers"):
        tx.execute(f"delete from {table} where workshop = ? and prompt = ?", (workshop, prompt))
    tx.execute("delete from prompts where workshop = ? and prompt = ?", (workshop, prompt))


def save_round(tx: Transaction, workshop: str, prompt: str, current: Round) -> None:
    tx.executemany(
        "insert into turns (workshop, prompt, place, administration, turn) values (?, ?, ?, ?, ?)"
        " on conflict (workshop, prompt, place)"
        " do update set administration = excluded.administration, turn = excluded.turn",
        [(workshop, prompt, place, turn.administration, turn.state.value) for place, turn in enumerate(current.turns)],
    )


def find_round(tx: Transaction, workshop: str, prompt: str) -> Round:
    """The round of a prompt; without turns if the prompt is no round."""
    rows = tx.rows("select * from turns where workshop = ? and prompt = ? order by place", (workshop, prompt))
    return Round(tuple(RoundTurn(row["administration"], TurnState(row["turn"])) for row in rows))


def _prompt(row: Row) -> Prompt:
    return Prompt(
        question_from_json(row["definition"]),
        row["session"],
        parse_utc(row["opened_at"]),
        parse_utc(row["closes_at"]),
        parse_utc(row["closed_at"]),
        row["channel_id"],
        row["message_id"],
    )
