"""Questions put to the room, and their answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import aiosqlite

from bot.domain.instants import written
from bot.storage.database import Database, Row


async def add(
    tx: aiosqlite.Connection,
    workshop: str,
    prompt: str,
    session: str,
    definition: str,
    opened_at: datetime,
    closes_at: datetime,
) -> None:
    await tx.execute(
        "insert into prompts (workshop, prompt, session, definition, opened_at, closes_at) values (?, ?, ?, ?, ?, ?)",
        (workshop, prompt, session, definition, written(opened_at), written(closes_at)),
    )


async def set_message(tx: aiosqlite.Connection, workshop: str, prompt: str, channel: int, message: int) -> None:
    await tx.execute(
        "update prompts set channel_id = ?, message_id = ? where workshop = ? and prompt = ?",
        (channel, message, workshop, prompt),
    )


async def close(tx: aiosqlite.Connection, workshop: str, prompt: str, at: datetime) -> None:
    await tx.execute(
        "update prompts set closed_at = ? where workshop = ? and prompt = ? and closed_at is null",
        (written(at), workshop, prompt),
    )


async def discard(tx: aiosqlite.Connection, workshop: str, prompt: str) -> None:
    """As if it had never been asked."""
    await tx.execute("delete from answers where workshop = ? and prompt = ?", (workshop, prompt))
    await tx.execute("delete from prompts where workshop = ? and prompt = ?", (workshop, prompt))


async def one(database: Database, workshop: str, prompt: str) -> Row | None:
    return await database.row("select * from prompts where workshop = ? and prompt = ?", (workshop, prompt))


async def asked(database: Database, workshop: str) -> list[Row]:
    """Every question put so far, the newest first."""
    return await database.rows("select * from prompts where workshop = ? order by opened_at desc", (workshop,))


async def open_until(database: Database, workshop: str, at: datetime) -> list[Row]:
    """Open ones that were to close by `at`."""
    return await database.rows(
        "select * from prompts where workshop = ? and closed_at is null and closes_at <= ?", (workshop, written(at))
    )


async def save_answer(
    tx: aiosqlite.Connection,
    workshop: str,
    prompt: str,
    answerer: str,
    *,
    participant: int | None,
    administration: str | None,
    language: str,
    at: datetime | None,
    option_ids: Iterable[str] = (),
    value: int | None = None,
    text: str | None = None,
) -> bool:
    """Keep an answer in place of the answerer's earlier one; True where there was one."""
    before = await (
        await tx.execute(
            "select id from answers where workshop = ? and prompt = ? and answerer = ?", (workshop, prompt, answerer)
        )
    ).fetchone()
    await tx.execute(
        "insert into answers (workshop, prompt, answerer, participant, administration, language, option_ids, value,"
        " text, answered_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " on conflict (workshop, prompt, answerer) do update set participant = excluded.participant,"
        " language = excluded.language, option_ids = excluded.option_ids, value = excluded.value,"
        " text = excluded.text, edited_at = excluded.answered_at",
        (
            workshop,
            prompt,
            answerer,
            participant,
            administration,
            language,
            ";".join(option_ids),
            value,
            text,
            written(at),
        ),
    )
    return before is not None


async def answers(database: Database, workshop: str, prompt: str) -> list[Row]:
    return await database.rows(
        "select answers.*, participants.name from answers left join participants on participants.id = participant"
        " where answers.workshop = ? and prompt = ? order by answers.id",
        (workshop, prompt),
    )


async def answer_of(database: Database, workshop: str, prompt: str, answerer: str) -> Row | None:
    return await database.row(
        "select answers.*, participants.name from answers left join participants on participants.id = participant"
        " where answers.workshop = ? and prompt = ? and answerer = ?",
        (workshop, prompt, answerer),
    )


async def counts(database: Database, workshop: str, prompt: str) -> tuple[int, int]:
    """How many answers, and from how many administrations."""
    row = await database.row(
        "select count(*) as answers, count(distinct administration) as administrations from answers"
        " where workshop = ? and prompt = ?",
        (workshop, prompt),
    )
    return (row["answers"], row["administrations"]) if row else (0, 0)
