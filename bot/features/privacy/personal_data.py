"""Everything that is kept under one person's name, in that person's words and numbers.

What was answered anonymously is not in it: nobody can tell whose it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.core.instants import parse_utc
from bot.core.people import Participant, Person
from bot.core.text import Text
from bot.features.attendance import service as attendance
from bot.features.key_messages.model import reference_of
from bot.features.privacy import personal_data_store as kept
from bot.features.privacy.name_removal import without
from bot.features.privacy.retention_job import purge_at
from bot.storage.transaction import Row
from bot.workshop.context import WorkshopContext
from bot.workshop.store import participant_from_row

Value = str | int | float | bool | datetime | None | list[str] | Text | list[Text]
Record = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Own:
    """Records by what they are about, such as `attendance`; `goes_at` is when they are purged, None: they are kept."""

    who: Participant | None
    email: str | None
    records: Mapping[str, Sequence[Record]]
    goes_at: datetime | None

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to erase."""
        return not any(self.records.values())

    def count(self, what: str) -> int:
        return len(self.records.get(what, ()))


async def own(context: WorkshopContext, person: Person) -> Own:
    row = await context.read(kept.participant, context.id, person.discord_id)
    records: dict[str, Sequence[Record]] = {"registration": [_registration(row)] if row else []}
    choices = await context.read(kept.preference, context.id, person.discord_id)
    records["preferences"] = [_preference(choices)] if choices else []
    who = participant_from_row(row) if row else None
    if who:
        records |= await _of_participant(context, who)
    drafts = await context.read(kept.drafts, context.id, person.discord_id)
    records["drafts"] = [{"text": each["payload"], "written_at": parse_utc(each["written_at"])} for each in drafts]
    letters = await context.read(kept.letters, context.id, person.discord_id)
    records["letters"] = [_letter(each) for each in letters]
    records["log"] = await _log(context, {person.name, who.name if who else ""} - {""})
    return Own(
        who, row["email"] if row else None, records, purge_at(context.workshop, context.schedule, context.purged_at)
    )


def _registration(row: Row) -> Record:
    """The Discord id is text: it has more digits than programs keep in a number."""
    return {
        "participant_id": row["id"],
        "discord_id": str(row["discord_id"]),
        "name": row["name"],
        "administration": row["administration"],
        "language": row["language"],
        "email": row["email"],
        "status": row["status"],
        "registered_at": parse_utc(row["registered_at"]),
    }


def _preference(row: Row) -> Record:
    return {"language": row["language"], "direct_messages": bool(row["direct_messages"])}


def _letter(row: Row) -> Record:
    """Its text is kept until it has come to its end."""
    return {
        "key": row["key"],
        "due_at": parse_utc(row["due_at"]),
        "status": row["status"],
        "text": row["text"],
        "ended_at": parse_utc(row["ended_at"]),
    }


async def _of_participant(context: WorkshopContext, who: Participant) -> dict[str, Sequence[Record]]:
    database, here = context.database, context.id
    return {
        "attendance": [_attended(it) for it in await attendance.own_record(context, who)],
        "presences": [_presence(row) for row in await database.read(kept.presences, here, who.id)],
        "answers": [_answer(row) for row in await database.read(kept.answers, here, who.id)],
        "key_messages": [_message(row) for row in await database.read(kept.messages, here, who.id)],
        "endorsements": [_endorsement(row) for row in await database.read(kept.endorsements, here, who.id)],
        "evaluations": [_response(row) for row in await database.read(kept.responses, here, str(who.id))],
        "floor": [_request(row) for row in await database.read(kept.floor_requests, here, who.id)],
    }


def _attended(it: attendance.Attended) -> Record:
    record = it.record
    return {
        "session_id": it.state.id,
        "status": record.standing.value,
        "minutes": record.minutes,
        "first_in": record.first_in,
        "last_out": record.last_out,
        "sources": [source.value for source in record.sources],
        "uncertain": record.uncertain,
        "reason": record.reason or None,
    }


def _presence(row: Row) -> Record:
    return {
        "session_id": row["session"],
        "source": row["source"],
        "starts": parse_utc(row["starts"]),
        "ends": parse_utc(row["ends"]),
        "uncertain": bool(row["uncertain"]),
    }


def _answer(row: Row) -> Record:
    asked: dict[str, Any] = json.loads(row["definition"])
    picked = row["option_ids"].split(";") if row["option_ids"] else []
    return {
        "session_id": row["session"],
        "prompt_id": row["prompt"],
        "question": asked["text"],
        "by": asked["by"],
        "option_ids": picked,
        "options": [option["text"] for option in asked["options"] if option["id"] in picked],
        "value": row["value"],
        "text": row["text"],
        "language": row["language"],
        "answered_at": parse_utc(row["answered_at"]),
        "edited_at": parse_utc(row["edited_at"]),
    }


def _message(row: Row) -> Record:
    return {
        "message_id": reference_of(row["administration"], row["number"]),
        "version": row["version"],
        "language": row["language"],
        "theme": row["theme"],
        "text": row["text"],
        "written_at": parse_utc(row["written_at"]),
    }


def _endorsement(row: Row) -> Record:
    reference = reference_of(row["administration"], row["number"])
    return {"message_id": reference, "version": row["version"], "at": parse_utc(row["endorsed_at"])}


def _response(row: Row) -> Record:
    return {
        "evaluation_id": row["evaluation"],
        "question_id": row["question"],
        "value": row["value"],
        "text": row["text"],
        "language": row["language"],
        "answered_at": parse_utc(row["answered_at"]),
    }


def _request(row: Row) -> Record:
    return {
        "session_id": row["session"],
        "status": row["claim"],
        "asked_at": parse_utc(row["asked_at"]),
        "given_at": parse_utc(row["given_at"]),
        "ended_at": parse_utc(row["ended_at"]),
    }


async def _log(context: WorkshopContext, names: set[str]) -> list[Record]:
    """What the log says of them by name: `own` where they did it themselves. Who else did it is not theirs to take."""
    plain = without(names)
    return [
        {
            "at": parse_utc(row["at"]),
            "own": row["actor"] in names,
            "action": row["action"],
            "target": row["target"],
            "detail": row["detail"],
        }
        for row in await context.read(kept.log, context.id)
        if row["actor"] in names or any(plain(row[column]) != row[column] for column in ("target", "detail"))
    ]
