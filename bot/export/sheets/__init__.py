"""The sheets of the workbook: the exported tables in the reader's language, and sheets that only the workbook has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.export.headings import table_name
from bot.export.sheets.action_details import actions_in_words
from bot.export.sheets.answers_in_words import answers_in_words
from bot.export.sheets.attendance_grid import AttendanceGrid, attendance_grid
from bot.export.sheets.discord_ids import DISCORD_IDS, discord_ids
from bot.export.sheets.names import Names
from bot.export.sheets.words import in_words, without
from bot.export.store import ExportStore
from bot.export.table import Table
from bot.i18n.catalogue import Phrases


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with this title: a table, or the attendance as a grid."""

    title: str
    content: Table | AttendanceGrid


def sheets_of(store: ExportStore, tables: Sequence[Table], names: Names, _: Phrases) -> Iterator[Sheet]:
    """A sheet for each table. The attendance grid and the answers in words follow their tables.

    Discord's ids are only on the last sheet.
    """
    for table in tables:
        if table.name == "attendance":
            yield Sheet(_("Attendance by session"), attendance_grid(store))
        if table.name == "answers":
            yield Sheet(_("Answers in words"), answers_in_words(store, names, _))
        readable = without(table, *DISCORD_IDS) if table.name == "announcements" else table
        if table.name == "audit":
            readable = actions_in_words(store, table, names, _)
        yield Sheet(table_name(_, store.workshop, table), in_words(readable, names, _))
    for table in tables:
        if table.name == "announcements":
            yield Sheet(_("Discord’s ids"), in_words(discord_ids(table), names, _))
