"""What is read aloud to the interpreters: written down in the very transaction of what it comes from.

It is written down as where it stands, not as what it says. So what was changed is read as it is by then, what was
discarded or erased is not read at all, and nobody's words are kept twice. `booth.py` has it read.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import aiosqlite

from bot.core.programme import Question
from bot.features.prompts.model import WRITTEN
from bot.outbox import interpreter_store as kept
from bot.workshop.context import WorkshopContext


class Kind(StrEnum):
    ANNOUNCEMENT = "announcement"
    QUESTION = "question"
    ANSWER = "answer"


async def announced(context: WorkshopContext, tx: aiosqlite.Connection, announcement: str, at: datetime) -> None:
    """An announcement, by its key, that stands in its channel since then."""
    await _write(context, tx, Kind.ANNOUNCEMENT, announcement, at)


async def asked(context: WorkshopContext, tx: aiosqlite.Connection, prompt: str, at: datetime) -> None:
    """A question whose message stands in plenary since then."""
    await _write(context, tx, Kind.QUESTION, prompt, at)


async def answered(context: WorkshopContext, tx: aiosqlite.Connection, question: Question, answerer: str) -> None:
    """A written answer, or a changed one; anonymous ones are read to nobody."""
    if not question.anonymous and question.kind in WRITTEN:
        await _write(context, tx, Kind.ANSWER, question.id, context.now(), answerer)


async def _write(
    context: WorkshopContext, tx: aiosqlite.Connection, kind: Kind, subject: str, due: datetime, answerer: str = ""
) -> None:
    """Nothing where there are no interpreters."""
    if context.workshop.channels.interpreters is not None:
        await kept.add(tx, context.id, kind.value, subject, due, answerer)
