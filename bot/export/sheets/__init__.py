"""The sheets of the workbook: the exported tables in the reader's language, and sheets that only the workbook has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.export.headings import table_name
from bot.export.sheets.action_details import actions_in_words
from bot.export.sheets.answers_in_words import answers_in_words
from bot.export.sheets.attendance_grid import AttendanceGrid, attendance_grid
from bot.export.sheets.names import Names
from bot.export.sheets.words import in_words
from bot.export.store import ExportStore
from bot.export.table import Row, Table
from bot.i18n.catalogue import Phrases

DISCORD_IDS = ("channel_id", "message_id")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with this title: a table, or the attendance as a grid."""

    title: str
    content: Table | AttendanceGrid


def sheets_of(store: ExportStore, tables: Sequence[Table], names: Names, _: Phrases) -> Iterator[Sheet]:
    """A sheet for each table. The attendance grid and the answers in words follow their tables. Discord's ids are only
    on the last sheet.

    There is none about what the workshop does not have: programs read CSV and JSON, where every table is always there.
    """
    for table in _needed(tables, store):
        if table.name == "attendance":
            yield Sheet(_("Attendance by session"), attendance_grid(store))
        if table.name == "answers":
            yield Sheet(_("Answers in words"), answers_in_words(store, names, _))
        readable = table.only(lambda column: column.name not in DISCORD_IDS) if table.name == "announcements" else table
        if table.name == "audit":
            readable = actions_in_words(store, table, names, _)
        yield Sheet(table_name(_, store.workshop, table), in_words(readable, names, _))
    for table in tables:
        if table.name == "announcements":
            yield Sheet(_("Discord’s ids"), in_words(_discord_ids(table), names, _))


def _needed(tables: Sequence[Table], store: ExportStore) -> list[Table]:
    """`tables` without key messages or evaluations where the workshop has none, and none were recorded before."""
    missing = set()
    if not store.workshop.evaluations and not store.responses():
        missing.add("evaluations")
    if not store.workshop.desk and not store.key_message_counts():
        missing.add("key_messages")
    return [table.only(lambda column: column.name not in missing) for table in tables if table.name not in missing]


def _discord_ids(announcements: Table) -> Table:
    """The keys of the announcements that were sent, each with its channel and its message, to look for one."""
    table = announcements.only(lambda column: column.name in ("key", "language", *DISCORD_IDS))

    def rows() -> Iterator[Row]:
        return (row for row in table.read() if row[-1])

    return replace(table, name="discord_ids", read=rows)
