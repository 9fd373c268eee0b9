"""Evaluations as they are filled in: a row for each response and question."""

from __future__ import annotations

import random
import secrets
from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from bot.core.answers import MIN_GROUP, AnswerValue
from bot.core.instants import format_utc
from bot.storage.transaction import Row, Transaction

_OWN = "select * from evaluation_answers where workshop = ? and evaluation = ? and response = ?"
_ALL = "select * from evaluation_answers where workshop = ? and evaluation = ?"
_CHANCE = random.SystemRandom()


def save(
    tx: Transaction,
    workshop: str,
    evaluation: str,
    response: str,
    said: Mapping[str, AnswerValue | None],
    language: str,
    at: datetime | None,
) -> None:
    """Keep what a response says to each question, in place of what it said; None was left empty.

    `at` is None where it is anonymous. Options picked are kept as text, joined by `;`.
    """
    key = (workshop, evaluation, response)
    tx.executemany(
        "delete from evaluation_answers where workshop = ? and evaluation = ? and response = ? and question = ?",
        [(*key, question) for question in said],
    )
    tx.executemany(
        "insert into evaluation_answers (workshop, evaluation, response, question, value, text, language, answered_at)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (*key, question, it.value, it.text or ";".join(it.options) or None, language, format_utc(at))
            for question, it in said.items()
            if it
        ],
    )


def own(tx: Transaction, workshop: str, evaluation: str, response: str) -> list[Row]:
    return tx.rows(_OWN, (workshop, evaluation, response))


def own_in(tx: Transaction, workshop: str, evaluation: str, response: str) -> list[Row]:
    return list(tx.rows(_OWN, (workshop, evaluation, response)))


def begun(tx: Transaction, workshop: str, evaluation: str) -> bool:
    """Whether anyone has answered."""
    return tx.row(f"{_ALL} limit 1", (workshop, evaluation)) is not None


def begun_in(tx: Transaction, workshop: str, evaluation: str) -> bool:
    return bool(list(tx.rows(f"{_ALL} limit 1", (workshop, evaluation))))


def responses(tx: Transaction, workshop: str) -> dict[str, int]:
    """How many people have answered each evaluation, in part or in full."""
    rows = tx.rows(
        "select evaluation, count(distinct response) as n from evaluation_answers where workshop = ?"
        " group by evaluation",
        (workshop,),
    )
    return {row["evaluation"]: row["n"] for row in rows}


def shuffle(tx: Transaction, workshop: str, evaluation: str) -> None:
    """Write anonymous responses down again under names drawn anew, in a random order.

    So nothing remains of the hashes, nor of the order in which rows came to lie on the disk; and the language
    goes where too few share it.
    """
    found = list(tx.rows(_ALL, (workshop, evaluation)))
    spoken = Counter(dict(_language_of_each(found)).values())
    fresh = {row["response"]: secrets.token_hex(16) for row in found}
    _CHANCE.shuffle(found)
    tx.execute("delete from evaluation_answers where workshop = ? and evaluation = ?", (workshop, evaluation))
    tx.executemany(
        "insert into evaluation_answers (workshop, evaluation, response, question, value, text, language)"
        " values (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                workshop,
                evaluation,
                fresh[row["response"]],
                row["question"],
                row["value"],
                row["text"],
                row["language"] if spoken[row["language"]] >= MIN_GROUP else None,
            )
            for row in found
        ],
    )


def _language_of_each(rows: list[Row]) -> list[tuple[str, str]]:
    return [(row["response"], row["language"]) for row in rows]
