"""Enqueue items for the interpreter feed, in the transaction that creates their source.

An item refers to a text and does not copy it. So a changed answer is read out in its latest version, and a discarded or
erased answer is not read out.
"""

from datetime import datetime

from bot.core.answers import WRITTEN_KINDS
from bot.core.programme import Question
from bot.outbox import interpreter_store as store
from bot.outbox.interpreter_store import InterpreterItemKind
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext


def enqueue_answer(context: WorkshopContext, tx: Transaction, question: Question, answerer: str) -> None:
    """A written answer, new or changed. Anonymous answers are not read out."""
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
