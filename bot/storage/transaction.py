"""The transaction that store functions get, and how several functions share one transaction."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.storage.troubles import trouble_of

T = TypeVar("T")
Row = sqlite3.Row


class Transaction:
    """Runs SQL in an open transaction, and gives rows by the names of their columns.

    It is used in the database's thread, so it has no async methods. Store functions take it as their first argument.
    `Database.read` and `Database.write` begin and end it.
    """

    __slots__ = ("_connection",)

    def __init__(self, connection: sqlite3.Connection) -> None:
        connection.row_factory = sqlite3.Row
        self._connection = connection

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run one statement; the cursor has `rowcount` and `lastrowid`."""
        return self._connection.execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> sqlite3.Cursor:
        """Run one statement once for each item of `parameters`."""
        return self._connection.executemany(sql, parameters)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query."""
        return self._connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> Row | None:
        """The first row of a query, or None."""
        found: Row | None = self._connection.execute(sql, parameters).fetchone()
        return found

    def create_function(self, name: str, function: Callable[[str], str | None]) -> None:
        """Let SQL call `function` by this name, with one text argument. It must be deterministic."""
        self._connection.create_function(name, 1, function, deterministic=True)


Work = Callable[[Transaction], T]
"""A function that runs in a transaction and in another thread, so it must change nothing but the database."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The error of one function. Only its own changes were rolled back."""

    error: Exception


def read_in_transaction(connection: sqlite3.Connection, work: Work[T]) -> T:
    """The result of `work`. All its queries see the same state of the database."""
    connection.execute("begin")
    try:
        return work(Transaction(connection))
    finally:
        connection.rollback()


def write_in_transaction(connection: sqlite3.Connection, works: Sequence[Work[Any]]) -> list[Any]:
    """Run `works` in order, then commit once. Returns the result of each, or `Failed`.

    Raises an error that concerns all of them, such as a full disk; then all their changes are rolled back.
    """
    connection.execute("begin immediate")
    try:
        results = [_in_savepoint(connection, work) for work in works]
        connection.execute("commit")
    except BaseException:
        connection.rollback()
        raise
    return results


def _in_savepoint(connection: sqlite3.Connection, work: Work[Any]) -> Any:
    connection.execute("savepoint work")
    try:
        result = work(Transaction(connection))
    except Exception as error:
        if trouble_of(error):
            raise
        connection.execute("rollback to work")
        result = Failed(error)
    connection.execute("release work")
    return result
