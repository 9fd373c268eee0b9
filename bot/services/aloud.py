"""What is read aloud, as it stands at that moment."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.announcements import Announcement
from bot.domain.programme import Question
from bot.services.prompts import question_of
from bot.services.readings import Kind
from bot.services.room import Room
from bot.storage import announcements, answers, prompts
from bot.storage.database import Row


@dataclass(frozen=True, slots=True)
class Announced:
    announcement: Announcement
    payload: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    question: Question


@dataclass(frozen=True, slots=True)
class Answered:
    question: Question
    administration: str
    language: str
    text: str


Aloud = Announced | Asked | Answered


async def now(room: Room, row: Row) -> Aloud | None:
    """What a reading says by now; None where that is gone, or where there are no interpreters any more."""
    if room.workshop.channels.interpreters is None:
        return None
    if row["kind"] == Kind.ANNOUNCEMENT:
        found = await announcements.one(room.database, room.id, row["subject"])
        return Announced(announcements.announcement(found), found["payload"]) if found else None
    prompt = await prompts.one(room.database, room.id, row["subject"])
    if prompt is None:
        return None
    question = question_of(prompt["definition"])
    return Asked(question) if row["kind"] == Kind.QUESTION else await _answered(room, question, row["answerer"])


async def _answered(room: Room, question: Question, answerer: str) -> Answered | None:
    row = await answers.one(room.database, room.id, question.id, answerer)
    if row is None or row["text"] is None:
        return None
    return Answered(question, row["administration"], row["language"], row["text"])
