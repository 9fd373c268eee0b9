"""What is read aloud, as it stands at that moment."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.programme import Question
from bot.features.announcements import store as announcements
from bot.features.announcements.model import Announcement
from bot.features.prompts import answer_store as answers
from bot.features.prompts import store as prompts
from bot.outbox.interpreter_items import Kind
from bot.storage.transaction import Row
from bot.workshop.context import WorkshopContext


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


async def now(context: WorkshopContext, row: Row) -> Aloud | None:
    """What a reading says by now; None where that is gone, or where there are no interpreters any more."""
    if context.workshop.channels.interpreters is None:
        return None
    if row["kind"] == Kind.ANNOUNCEMENT:
        found = await context.read(announcements.one, context.id, row["subject"])
        return Announced(announcements.announcement(found), found["payload"]) if found else None
    prompt = await context.read(prompts.find, context.id, row["subject"])
    if prompt is None:
        return None
    question = prompt.question
    return Asked(question) if row["kind"] == Kind.QUESTION else await _answered(context, question, row["answerer"])


async def _answered(context: WorkshopContext, question: Question, answerer: str) -> Answered | None:
    answer = await context.read(answers.find, context.id, question.id, answerer)
    if answer is None or answer.content.text is None or answer.administration is None or answer.language is None:
        return None
    return Answered(question, answer.administration, answer.language, answer.content.text)
