"""What is read aloud to the interpreters: written down in the very transaction of what it comes from.

It is written down as where it stands, not as what it says. So what was changed is read as it is by then, what was
discarded or erased is not read at all, and nobody's words are kept twice. `booth.py` has it read.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from bot.core.answers import WRITTEN_KINDS
from bot.core.programme import Question
from bot.outbox import interpreter_store as kept
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext


class Kind(StrEnum):
    ANNOUNCEMENT = "announcement"
    QUESTION = "question"
    ANSWER = "answer"


def announced(context: WorkshopContext, tx: Transaction, announcement: str, at: datetime) -> None:
    """An announcement, by its key, that stands in its channel since then."""
    _write(context, tx, Kind.ANNOUNCEMENT, announcement, at)


def asked(context: WorkshopContext, tx: Transaction, prompt: str, at: datetime) -> None:
    """A question whose message stands in plenary since then."""
    _write(context, tx, Kind.QUESTION, prompt, at)


def answered(context: WorkshopContext, tx: Transaction, question: Question, answerer: str) -> None:
    """A written answer, or a changed one; anonymous ones are read to nobody."""
    if not question.anonymous and question.kind in WRITTEN_KINDS:
        _write(context, tx, Kind.ANSWER, question.id, context.now(), answerer)


def _write(
    context: WorkshopContext, tx: Transaction, kind: Kind, subject: str, due: datetime, answerer: str = ""
) -> None:
    """Nothing where there are no interpreters."""
    if context.workshop.channels.interpreters is not None:
        kept.add(tx, context.id, kind.value, subject, due, answerer)
