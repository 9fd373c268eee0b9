"""SQL of evaluations: one row for each response and question."""

import random
import secrets
from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from bot.core.answers import CHOICE_KINDS, MIN_GROUP, AnswerValue
from bot.core.instants import format_utc
from bot.core.programme import Evaluation, EvaluationQuestion
from bot.storage.transaction import Row, Transaction

_ALL = "select * from evaluation_answers where workshop = ? and evaluation = ?"
_RANDOM = random.SystemRandom()


def save_answers(
    tx: Transaction,
    workshop: str,
    evaluation: str,
    response: str,
    answers: Mapping[str, AnswerValue | None],
    language: str,
    at: datetime | None,
) -> None:
    """Replace the answers of a response to these questions. None stands for a question that was left empty.

    `at` is None if the evaluation is anonymous. Chosen options are stored as text, joined by `;`.
    """
    key = (workshop, evaluation, response)
    tx.executemany(
        "delete from evaluation_answers where workshop = ? and evaluation = ? and response = ? and question = ?",
        [(*key, question) for question in answers],
    )
    tx.executemany(
        "insert into evaluation_answers (workshop, evaluation, response, question, value, text, language, answered_at)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (*key, question, answer.value, answer.text or ";".join(answer.options) or None, language, format_utc(at))
            for question, answer in answers.items()
            if answer
        ],
    )


def answers_of(tx: Transaction, workshop: str, evaluation: Evaluation, response: str) -> dict[str, AnswerValue]:
    """The answers of one response, by question. Questions that are no longer in the evaluation are left out."""
    rows = tx.rows(_ALL + " and response = ?", (workshop, evaluation.id, response))
    questions = {question.id: question for question in evaluation.questions}
    return {id: _answer(questions[id], row) for row in rows if (id := row["question"]) in questions}


def _answer(question: EvaluationQuestion, row: Row) -> AnswerValue:
    if question.kind in CHOICE_KINDS:
        return AnswerValue(options=tuple((row["text"] or "").split(";")))
    return AnswerValue(value=row["value"], text=row["text"])


def has_responses(tx: Transaction, workshop: str, evaluation: str) -> bool:
    return tx.row(_ALL + " limit 1", (workshop, evaluation)) is not None


def response_counts(tx: Transaction, workshop: str) -> dict[str, int]:
    """How many people have answered each evaluation, in part or in full."""
    rows = tx.rows(
        "select evaluation, count(distinct response) as n from evaluation_answers where workshop = ?"
        " group by evaluation",
        (workshop,),
    )
    return {row["evaluation"]: row["n"] for row in rows}


def shuffle(tx: Transaction, workshop: str, evaluation: str) -> None:
    """Rewrite anonymous responses in a random order, under new random ids.

    So neither the hashes nor the order of the rows on the disk tell who answered. The language is removed if fewer
    than `MIN_GROUP` responses share it.
    """
    rows = tx.rows(_ALL, (workshop, evaluation))
    language_of = {row["response"]: row["language"] for row in rows}
    speakers = Counter(language_of.values())
    new_id = {response: secrets.token_hex(16) for response in language_of}
    _RANDOM.shuffle(rows)
    tx.execute("delete from evaluation_answers where workshop = ? and evaluation = ?", (workshop, evaluation))
    tx.executemany(
        "insert into evaluation_answers (workshop, evaluation, response, question, value, text, language)"
        " values (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(workshop, evaluation, new_id[row["response"]]),
                *(row["question"], row["value"], row["text"]),
                row["language"] if speakers[row["language"]] >= MIN_GROUP else None,
            )
            for row in rows
        ],
    )
