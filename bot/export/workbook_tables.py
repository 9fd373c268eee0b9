"""Selects the tables of a workbook: tables of features that the workshop does not use are left out.

People read workbooks. Programs read CSV and JSON, where every table is always present.
"""

from collections.abc import Iterator, Sequence

from bot.export.store import ExportStore
from bot.export.table import Row, Table


def workbook_tables(tables: Sequence[Table], store: ExportStore) -> list[Table]:
    """`tables` without key messages or evaluations, if the workshop has none and none were recorded before."""
    shown = list(tables)
    if not store.workshop.evaluations and not store.responses():
        shown = [table for table in shown if table.name != "evaluations"]
    if not store.workshop.desk and not store.key_message_counts():
        shown = [_without_column(table, "key_messages") for table in shown if table.name != "key_messages"]
    return shown


def _without_column(table: Table, name: str) -> Table:
    kept = [place for place, column in enumerate(table.columns) if column.name != name]
    if len(kept) == len(table.columns):
        return table

    def rows() -> Iterator[Row]:
        return (tuple(row[place] for place in kept) for row in table.read())

    return Table(table.name, tuple(table.columns[place] for place in kept), rows)
