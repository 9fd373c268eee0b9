"""SQL of the answers to a prompt: named ones in the table `answers`, and anonymous ones (`anonymous_answer_store`).

An answerer is `p:` and a participant's number, `a:` and an administration's code, or a hash if the answer is anonymous.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.core.answers import AnswerValue
from bot.core.instants import format_utc
from bot.core.people import Participant
from bot.core.programme import Question
from bot.features.prompts.model import Answer
from bot.features.prompts.question_json import question_from_json
from bot.storage.transaction import Row, Transaction

_ALL = """(
    select workshop, prompt, answerer, id, participant, administration, language, option_ids, value, text from answers
    union all
    select workshop, prompt, answerer, null, null, null, null, option_ids, value, text from anonymous_answers
)"""
_WITH_NAME = f"select answer.*, name from {_ALL} as answer left join participants on participants.id = participant"


def find(tx: Transaction, workshop: str, prompt: str, answerer: str) -> Answer | None:
    where = "where answer.workshop = ? and prompt = ? and answerer = ?"
    row = tx.row(f"{_WITH_NAME} {where}", (workshop, prompt, answerer))
    return _answer(row) if row else None


def save(
    tx: Transaction,
    workshop: str,
    prompt: str,
    answerer: str,
    content: AnswerValue,
    who: Participant,
    at: datetime,
) -> None:
    """Store a named answer. It replaces the earlier answer of the same answerer."""
    tx.execute(
        "insert into answers (workshop, prompt, answerer, participant, administration, language, option_ids, value,"
        " text, answered_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " on conflict (workshop, prompt, answerer) do update set participant = excluded.participant,"
        " administration = excluded.administration, language = excluded.language, option_ids = excluded.option_ids,"
        " value = excluded.value, text = excluded.text, edited_at = excluded.answered_at",
        (
            *(workshop, prompt, answerer, who.id, who.administration, who.language),
            *(";".join(content.options), content.value, content.text, format_utc(at)),
        ),
    )


def answers_to(tx: Transaction, workshop: str, prompt: str) -> list[Answer]:
    """Every answer to a prompt: anonymous ones in a random order, then the others, the oldest first."""
    rows = tx.rows(f"{_WITH_NAME} where answer.workshop = ? and prompt = ? order by answer.id", (workshop, prompt))
    return [_answer(row) for row in rows]


def answers_of(tx: Transaction, workshop: str, answerers: tuple[str, ...]) -> list[tuple[Question, Answer]]:
    """The answers of these answerers, each with its question. The question that was asked first comes first."""
    marks = ", ".join("?" * len(answerers))
    rows = tx.rows(
        "select answers.*, participants.name, prompts.definition from answers join prompts using (workshop, prompt)"
        " left join participants on participants.id = participant"
        f" where answers.workshop = ? and answerer in ({marks}) order by prompts.opened_at",
        (workshop, *answerers),
    )
    return [(question_from_json(row["definition"]), _answer(row)) for row in rows]


def counts(tx: Transaction, workshop: str, prompt: str) -> tuple[int, int]:
    """The number of answers, and the number of administrations that gave them; 0 of these if it is anonymous."""
    row = tx.row(
        "select count(*) as answers, count(distinct administration) as administrations"
        f" from {_ALL} where workshop = ? and prompt = ?",
        (workshop, prompt),
    )
    return (row["answers"], row["administrations"]) if row else (0, 0)


def administrations(tx: Transaction, workshop: str, prompt: str) -> set[str]:
    """The codes of the administrations that have answered."""
    rows = tx.rows("select distinct administration from answers where workshop = ? and prompt = ?", (workshop, prompt))
    return {row["administration"] for row in rows}


def _answer(row: Row) -> Answer:
    options = tuple(row["option_ids"].split(";")) if row["option_ids"] else ()
    content = AnswerValue(options, row["value"], row["text"])
    return Answer(content, row["participant"], row["name"], row["administration"], row["language"])


def count_in_sessions(tx: Transaction, workshop: str, sessions: Sequence[str]) -> int:
    """The number of answers to the questions asked in those sessions."""
    marks = ", ".join("?" * len(sessions))
    row = tx.row(
        f"select count(*) as n from {_ALL} join prompts using (workshop, prompt)"
        f" where workshop = ? and session in ({marks})",
        (workshop, *sessions),
    )
    return int(row["n"]) if row else 0
