"""Every exported table, as INTERFACE names them: from the programme and one snapshot of the database."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from bot.domain.programme import Workshop
from bot.export.table import Table
from bot.export.tables.evaluations import evaluations
from bot.export.tables.journal import announcements, audit
from bot.export.tables.key_messages import key_messages
from bot.export.tables.people import attendance, participants
from bot.export.tables.programme import administrations, sessions
from bot.export.tables.questions import answers, prompts
from bot.export.tables.source import Source

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


def read_tables(connection: sqlite3.Connection, workshop: Workshop, now: datetime) -> list[Table]:
    """The tables of `workshop`; their rows are read from `connection` when asked for, while it stays open."""
    source = Source.of(connection, workshop, now)
    return [table(source) for table in TABLES]
