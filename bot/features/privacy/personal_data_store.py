"""The personal data of one person, read from the tables of every feature.

These queries stand together and not with their features, so that one file shows what `/privacy export` contains.
"""

from __future__ import annotations

import json
from typing import Any

from bot.core.instants import parse_utc
from bot.features.key_messages.model import reference_of
from bot.features.privacy.model import LogEntry, Record, Registration
from bot.storage.transaction import Row, Transaction
from bot.workshop.store import participant_from_row


def registration(tx: Transaction, workshop: str, discord_id: int) -> Registration | None:
    row = tx.row("select * from participants where workshop = ? and discord_id = ?", (workshop, discord_id))
    return Registration(participant_from_row(row), row["email"], parse_utc(row["registered_at"])) if row else None


def preferences(tx: Transaction, workshop: str, discord_id: int) -> list[Record]:
    """What they chose with `/language`: at most one record."""
    rows = tx.rows("select * from preferences where workshop = ? and discord_id = ?", (workshop, discord_id))
    return [{"language": row["language"], "direct_messages": bool(row["direct_messages"])} for row in rows]


def drafts(tx: Transaction, workshop: str, discord_id: int) -> list[Record]:
    """What they wrote and have not confirmed."""
    rows = tx.rows(
        "select payload, written_at from drafts where workshop = ? and author = ? order by id", (workshop, discord_id)
    )
    return [{"text": row["payload"], "written_at": parse_utc(row["written_at"])} for row in rows]


def direct_messages(tx: Transaction, workshop: str, discord_id: int) -> list[Record]:
    """Direct messages to them. The text is kept only until the message is sent or given up."""
    rows = tx.rows(
        "select * from letters where workshop = ? and discord_id = ? order by due_at, key", (workshop, discord_id)
    )
    return [
        {
            "key": row["key"],
            "due_at": parse_utc(row["due_at"]),
            "status": row["status"],
            "text": row["text"],
            "ended_at": parse_utc(row["ended_at"]),
        }
        for row in rows
    ]


def records_of_participant(tx: Transaction, workshop: str, participant: int) -> dict[str, list[Record]]:
    """The records that carry the participant's id, by kind; attendance is not among them."""
    return {
        "presences": _presences(tx, workshop, participant),
        "answers": _answers(tx, workshop, participant),
        "key_messages": _key_messages(tx, workshop, participant),
        "endorsements": _endorsements(tx, workshop, participant),
        "evaluations": _evaluation_answers(tx, workshop, participant),
        "floor": _floor_requests(tx, workshop, participant),
    }


def _presences(tx: Transaction, workshop: str, participant: int) -> list[Record]:
    rows = tx.rows(
        "select * from presences where workshop = ? and participant = ? order by starts, id", (workshop, participant)
    )
    return [
        {
            "session_id": row["session"],
            "source": row["source"],
            "starts": parse_utc(row["starts"]),
            "ends": parse_utc(row["ends"]),
            "uncertain": bool(row["uncertain"]),
        }
        for row in rows
    ]


def _answers(tx: Transaction, workshop: str, participant: int) -> list[Record]:
    """What they answered under their name, for themselves or for their administration."""
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


def _key_messages(tx: Transaction, workshop: str, participant: int) -> list[Record]:
    """The versions of key messages that they wrote."""
    rows = tx.rows(
        "select * from key_message_versions where workshop = ? and participant = ?"
        " order by administration, number, version",
        (workshop, participant),
    )
    return [
        {
            "message_id": reference_of(row["administration"], row["number"]),
            "version": row["version"],
            "language": row["language"],
            "theme": row["theme"],
            "text": row["text"],
            "written_at": parse_utc(row["written_at"]),
        }
        for row in rows
    ]


def _endorsements(tx: Transaction, workshop: str, participant: int) -> list[Record]:
    rows = tx.rows(
        "select * from endorsements where workshop = ? and participant = ? order by endorsed_at",
        (workshop, participant),
    )
    return [
        {
            "message_id": reference_of(row["administration"], row["number"]),
            "version": row["version"],
            "at": parse_utc(row["endorsed_at"]),
        }
        for row in rows
    ]


def _evaluation_answers(tx: Transaction, workshop: str, participant: int) -> list[Record]:
    """Their answers to evaluations that are not anonymous: there the response carries the participant's id."""
    rows = tx.rows(
        "select * from evaluation_answers where workshop = ? and response = ? order by evaluation, question",
        (workshop, str(participant)),
    )
    return [
        {
            "evaluation_id": row["evaluation"],
            "question_id": row["question"],
            "value": row["value"],
            "text": row["text"],
            "language": row["language"],
            "answered_at": parse_utc(row["answered_at"]),
        }
        for row in rows
    ]


def _floor_requests(tx: Transaction, workshop: str, participant: int) -> list[Record]:
    rows = tx.rows(
        "select * from floor_requests where workshop = ? and participant = ? order by id", (workshop, participant)
    )
    return [
        {
            "session_id": row["session"],
            "status": row["claim"],
            "asked_at": parse_utc(row["asked_at"]),
            "given_at": parse_utc(row["given_at"]),
            "ended_at": parse_utc(row["ended_at"]),
        }
        for row in rows
    ]


def log(tx: Transaction, workshop: str) -> list[LogEntry]:
    """The whole audit log of the workshop."""
    rows = tx.rows("select at, actor, action, target, detail from audit where workshop = ?", (workshop,))
    return [LogEntry(parse_utc(row["at"]), row["actor"], row["action"], row["target"], row["detail"]) for row in rows]
