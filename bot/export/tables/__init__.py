"""Every exported table, as INTERFACE names them: from the programme and one snapshot of the database."""

from __future__ import annotations

from bot.export.store import ExportStore
from bot.export.table import Table
from bot.export.tables.evaluations import evaluations
from bot.export.tables.journal import announcements, audit
from bot.export.tables.key_messages import key_messages
from bot.export.tables.people import attendance, participants
from bot.export.tables.programme import administrations, sessions
from bot.export.tables.questions import answers, prompts

TABLES = (
    sessions,
    administrations,
    participants,
    attendance,
    prompts,
    answers,
    key_messages,
    evaluations,
    announcements,
    audit,
)


def read_tables(store: ExportStore) -> list[Table]:
    """Every table; its rows are read when asked for, while the source's connection stays open."""
    return [table(store) for table in TABLES]
