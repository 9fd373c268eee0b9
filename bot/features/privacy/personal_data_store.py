"""SQL of the personal data of one person, from the tables of every feature.

These queries are in one file, not in their features, so that one can check what `/privacy export` contains. Their
columns have the names of the export.
"""

import json
from collections.abc import Sequence
from typing import Any

from bot.core.instants import parse_utc
from bot.features.privacy.model import Record, Registration, Value
from bot.storage.transaction import Row, Transaction
from bot.workshop.store import participant_from_row

_FLAGS = frozenset({"direct_messages", "own", "uncertain"})
_INSTANTS = frozenset(
    {"answered_at", "asked_at", "at", "due_at", "edited_at", "ended_at", "ends", "given_at", "starts", "written_at"}
)


def registration(tx: Transaction, workshop: str, discord_id: int) -> Registration | None:
    row = tx.row("select * from participants where workshop = ? and discord_id = ?", (workshop, discord_id))
    return Registration(participant_from_row(row), row["email"], parse_utc(row["registered_at"])) if row else None


_OF_ACCOUNT = {
    "preferences": "select language, direct_messages from preferences where workshop = ? and discord_id = ?",
    "drafts": "select payload as text, written_at from drafts where workshop = ? and author = ? order by id",
    "direct_messages": "select key, due_at, status, text, ended_at from direct_messages where workshop = ?"
    " and discord_id = ? order by due_at, key",
}
"""The query for each kind of record that carries the Discord id: their choices, what they have not confirmed, and
messages to them, whose text is kept only until they are sent or given up."""


def records_of_account(tx: Transaction, workshop: str, discord_id: int) -> dict[str, list[Record]]:
    """The records that carry the Discord id, by kind."""
    return {kind: _records(tx, query, (workshop, discord_id)) for kind, query in _OF_ACCOUNT.items()}


_OF_PARTICIPANT = {
    "presences": "select session as session_id, source, starts, ends, uncertain from presences"
    " where workshop = ? and participant = ? order by starts, id",
    "key_messages": "select administration || '-' || number as message_id, version, language, theme, text, written_at"
    " from key_message_versions where workshop = ? and participant = ? order by administration, number, version",
    "endorsements": "select administration || '-' || number as message_id, version, endorsed_at as at from endorsements"
    " where workshop = ? and participant = ? order by endorsed_at",
    # A response carries the participant's id where the evaluation is not anonymous.
    "evaluations": "select evaluation as evaluation_id, question as question_id, value, text, language, answered_at"
    " from evaluation_answers where workshop = ? and response = cast(? as text) order by evaluation, question",
    "floor": "select session as session_id, claim as status, asked_at, given_at, ended_at from floor_requests"
    " where workshop = ? and participant = ? order by id",
}
"""The query for each kind of record that carries the participant's id; `key_messages` are the versions they wrote."""


def records_of_participant(tx: Transaction, workshop: str, participant: int) -> dict[str, list[Record]]:
    """The records with the participant's id, by kind, except attendance."""
    records = {kind: _records(tx, query, (workshop, participant)) for kind, query in _OF_PARTICIPANT.items()}
    return {"presences": records.pop("presences"), "answers": _answers(tx, workshop, participant), **records}


def _records(tx: Transaction, query: str, parameters: Sequence[object]) -> list[Record]:
    return [{name: _value(name, row[name]) for name in row.keys()} for row in tx.rows(query, parameters)]  # noqa: SIM118


def _value(name: str, stored: Any) -> Value:
    value: Value = parse_utc(stored) if name in _INSTANTS else bool(stored) if name in _FLAGS else stored
    return value


def _answers(tx: Transaction, workshop: str, participant: int) -> list[Record]:
    """Their named answers, for themselves or for their administration."""
    rows = tx.rows(
        "select prompts.session, prompts.definition, answers.* from answers join prompts using (workshop, prompt)"
        " where answers.workshop = ? and participant = ? order by prompts.opened_at, prompt",
        (workshop, participant),
    )
    return [_answer(row) for row in rows]


def _answer(row: Row) -> Record:
    question: dict[str, Any] = json.loads(row["definition"])
    picked = row["option_ids"].split(";") if row["option_ids"] else []
    return {
        "session_id": row["session"],
        "prompt_id": row["prompt"],
        "question": question["text"],
        "by": question["by"],
        "option_ids": picked,
        "options": [option["text"] for option in question["options"] if option["id"] in picked],
        "value": row["value"],
        "text": row["text"],
        "language": row["language"],
        "answered_at": parse_utc(row["answered_at"]),
        "edited_at": parse_utc(row["edited_at"]),
    }


def log(tx: Transaction, workshop: str, participant: int | None, discord_id: int) -> list[Record]:
    """The audit log's entries about this person.

    `own`: they acted themselves. Other people are not named, neither those who acted nor those acted on, and remarks
    about others are left out.
    """
    query = (
        "select at, own, action, target, detail || iif(remark <> '' and about_participant = ?2, ': ' || remark, '')"
        " as detail from (select *, ifnull(actor_participant = ?2, 0) or ifnull(actor_discord = ?3, 0) as own"
        " from audit where workshop = ?1) where own or about_participant = ?2 order by at, id"
    )
    return _records(tx, query, (workshop, participant, discord_id))
