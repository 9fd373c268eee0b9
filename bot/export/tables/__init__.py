"""Every exported table, from the programme and a snapshot of the database."""

from bot.export.store import ExportStore
from bot.export.table import Table
from bot.export.tables.announcements_and_audit import announcements, audit
from bot.export.tables.evaluations import evaluations
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
    """Every table. Rows are read lazily: the store's connection must stay open."""
    return [table(store) for table in TABLES]
