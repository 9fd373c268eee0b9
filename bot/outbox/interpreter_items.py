"""What interpreters are to read out: written down in the transaction of what it comes from.

An item says where a text stands, not what it says. So a changed answer is read as it is by then, a discarded or erased
one is not read at all, and nobody's words are stored twice.
"""

from datetime import datetime

from bot.core.answers import WRITTEN_KINDS
from bot.core.programme import Question
from bot.outbox import interpreter_store as store
from bot.outbox.interpreter_store import InterpreterItemKind
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext


def enqueue_answer(context: WorkshopContext, tx: Transaction, question: Question, answerer: str) -> None:
    """A written answer, new or changed. Anonymous ones are read to nobody."""
    if not question.anonymous and question.kind in WRITTEN_KINDS:
        enqueue(context, tx, InterpreterItemKind.ANSWER, question.id, context.now(), answerer)


def enqueue(
    context: WorkshopContext,
    tx: Transaction,
    kind: InterpreterItemKind,
    subject: str,
    due: datetime,
    answerer: str = "",
) -> None:
    """An announcement by its key, or a question by its prompt; nothing if the workshop has no channel for interpreters.

    `due`: since when it stands in its channel.
    """
    if context.workshop.channels.interpreters is not None:
        store.add(tx, context.id, kind, subject, due, answerer)
