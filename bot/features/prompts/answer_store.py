"""Answers to the questions put: one for each answerer, named or anonymous."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from bot.core.answers import FEW, AnswerValue
from bot.core.instants import format_utc
from bot.storage.transaction import Row, Transaction

_WITH_NAME = "select answers.*, participants.name from answers left join participants on participants.id = participant"
_CHANCE = random.SystemRandom()


def before(tx: Transaction, workshop: str, prompt: str, answerer: str) -> Row | None:
    """What stood before the answer about to be written."""
    rows = tx.rows(
        f"{_WITH_NAME} where answers.workshop = ? and prompt = ? and answerer = ?", (workshop, prompt, answerer)
    )
    return next(iter(rows), None)


def save(
    tx: Transaction,
    workshop: str,
    prompt: str,
    answerer: str,
    said: AnswerValue,
    *,
    participant: int,
    administration: str,
    language: str,
    at: datetime,
) -> None:
    """Keep a named answer, in place of the answerer's earlier one."""
    tx.execute(
        "insert into answers (workshop, prompt, answerer, participant, administration, language, option_ids, value,"
        " text, answered_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " on conflict (workshop, prompt, answerer) do update set participant = excluded.participant,"
        " administration = excluded.administration, language = excluded.language, option_ids = excluded.option_ids,"
        " value = excluded.value, text = excluded.text, edited_at = excluded.answered_at",
        (workshop, prompt, answerer, participant, administration, language, *_said(said), format_utc(at)),
    )


def save_anonymous(
    tx: Transaction, workshop: str, prompt: str, answerer: str, said: AnswerValue, *, id: int, language: str
) -> None:
    """Keep an anonymous answer under `id`: a changed one is a new row, in no order with the others."""
    tx.execute("delete from answers where workshop = ? and prompt = ? and answerer = ?", (workshop, prompt, answerer))
    tx.execute(
        "insert into answers (id, workshop, prompt, answerer, language, option_ids, value, text)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        (id, workshop, prompt, answerer, language, *_said(said)),
    )


def _said(said: AnswerValue) -> tuple[str, int | None, str | None]:
    return ";".join(said.options), said.value, said.text


def shuffle(tx: Transaction, workshop: str, prompt: str, fresh: list[tuple[int, str]]) -> None:
    """Write the anonymous answers down again in a random order, under `fresh` ids and answerers.

    So nothing remains of the hashes, nor of the order in which the rows came to lie on the disk; and the
    language goes where too few share it.
    """
    found = list(tx.rows("select * from answers where workshop = ? and prompt = ?", (workshop, prompt)))
    _CHANCE.shuffle(found)
    spoken = Counter(row["language"] for row in found)
    tx.execute("delete from answers where workshop = ? and prompt = ?", (workshop, prompt))
    tx.executemany(
        "insert into answers (id, workshop, prompt, answerer, language, option_ids, value, text)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                id,
                workshop,
                prompt,
                answerer,
                row["language"] if spoken[row["language"]] >= FEW else None,
                row["option_ids"],
                row["value"],
                row["text"],
            )
            for row, (id, answerer) in zip(found, fresh, strict=True)
        ],
    )


def of_prompt(tx: Transaction, workshop: str, prompt: str) -> list[Row]:
    return tx.rows(f"{_WITH_NAME} where answers.workshop = ? and prompt = ? order by answers.id", (workshop, prompt))


def one(tx: Transaction, workshop: str, prompt: str, answerer: str) -> Row | None:
    return tx.row(
        f"{_WITH_NAME} where answers.workshop = ? and prompt = ? and answerer = ?", (workshop, prompt, answerer)
    )


def by_answerers(tx: Transaction, workshop: str, answerers: tuple[str, ...]) -> list[Row]:
    """Each question with the answer of one of `answerers`, in the order of asking."""
    marks = ", ".join("?" * len(answerers))
    return tx.rows(
        "select answers.*, participants.name, prompts.definition from answers join prompts using (workshop, prompt)"
        " left join participants on participants.id = participant"
        f" where answers.workshop = ? and answerer in ({marks}) order by prompts.opened_at",
        (workshop, *answerers),
    )


def counts(tx: Transaction, workshop: str, prompt: str) -> tuple[int, int]:
    """How many answers, and from how many administrations."""
    row = tx.row(
        "select count(*) as answers, count(distinct administration) as administrations from answers"
        " where workshop = ? and prompt = ?",
        (workshop, prompt),
    )
    return (row["answers"], row["administrations"]) if row else (0, 0)


def how_many(tx: Transaction, workshop: str, prompt: str) -> int:
    rows = tx.rows("select count(*) as n from answers where workshop = ? and prompt = ?", (workshop, prompt))
    return int(next(iter(rows))["n"])


def administrations(tx: Transaction, workshop: str, prompt: str) -> set[str]:
    """The codes of those that have answered."""
    rows = tx.rows("select distinct administration from answers where workshop = ? and prompt = ?", (workshop, prompt))
    return {row["administration"] for row in rows}


def count_in_sessions(tx: Transaction, workshop: str, sessions: Sequence[str]) -> int:
    """How many answers came to the questions put in those sessions."""
    marks = ", ".join("?" * len(sessions))
    row = tx.row(
        "select count(*) as n from answers join prompts using (workshop, prompt)"
        f" where workshop = ? and session in ({marks})",
        (workshop, *sessions),
    )
    return int(row["n"]) if row else 0
