"""SQL of evaluations: one row for each response and question.

A response is a participant's number. An anonymous one is a hash while the evaluation is open, and random afterwards;
both are longer than any number.
"""

import random
from collections.abc import Mapping
from datetime import datetime

from bot.core.answers import CHOICE_KINDS, AnswerValue
from bot.core.instants import format_utc
from bot.core.programme import Evaluation, EvaluationQuestion
from bot.storage.transaction import Row, Transaction
from bot.workshop.anonymity import SHORTEST, random_token

_ALL = "select * from evaluation_answers where workshop = ? and evaluation = ?"
_ANONYMOUS = f"workshop = ? and evaluation = ? and length(response) >= {SHORTEST}"
_RANDOM = random.SystemRandom()


def save_answers(
    tx: Transaction,
    workshop: str,
    evaluation: str,
    response: str,
    answers: Mapping[str, AnswerValue | None],
    language: str | None,
    at: datetime | None,
) -> None:
    """Replace the answers of a response to these questions. None stands for a question that was left empty.

    `language` and `at` are None if the evaluation is anonymous. Chosen options are stored as text, joined by `;`.
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


def delete_response(tx: Transaction, workshop: str, evaluation: str, response: str) -> None:
    tx.execute(
        "delete from evaluation_answers where workshop = ? and evaluation = ? and response = ?",
        (workshop, evaluation, response),
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

    So neither the hashes nor the order of the rows on the disk tell who answered. The answers of a response stay
    together.
    """
    here = (workshop, evaluation)
    rows = tx.rows(f"select * from evaluation_answers where {_ANONYMOUS}", here)
    new_id = {response: random_token() for response in {row["response"] for row in rows}}
    _RANDOM.shuffle(rows)
    tx.execute(f"delete from evaluation_answers where {_ANONYMOUS}", here)
    tx.executemany(
        "insert into evaluation_answers (workshop, evaluation, response, question, value, text)"
        " values (?, ?, ?, ?, ?, ?)",
        [(*here, new_id[row["response"]], row["question"], row["value"], row["text"]) for row in rows],
    )
