"""Numbered migrations of the database's schema, each applied once.

A migration is one file in this folder: `NNNN_name.sql`, or `NNNN_name.py` where SQL is not enough. A Python file
defines `migrate(connection: sqlite3.Connection) -> None`. It works inside the transaction of the runner, so it must
not commit; `executescript` commits on its own.

The runner applies each migration and its record in one transaction. Foreign keys are off during a migration: with them
on, `drop table` deletes the rows of every child table without an error. `pragma foreign_key_check` checks all of them
before the commit.

SQLite cannot alter a CHECK, a type or a key. Rebuild the table instead (SQLite, ALTER TABLE, "Making other kinds of
table schema changes"): create `new_x`, copy the rows with all columns named, drop `x`, rename `new_x` to `x`, create
its indexes and triggers again. Where `x` is `autoincrement`, copy its row in `sqlite_sequence` before the drop,
otherwise ids of deleted rows are used again.

The table `migrations` records what was applied. `user_version` is set to the newest number, for other tools only: it
may differ in a database that was created by an early version of the bot and not migrated since.
"""

import re
import runpy
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path

FOLDER = Path(__file__).parent
_RECORDS = "create table if not exists migrations (number integer primary key, name text, applied_at text) strict"
_NAME = re.compile(r"(\d{4})_\w+\.(sql|py)")


class NewerDatabase(Exception):
    """The database was written by a later version of the bot."""


class InvalidMigration(Exception):
    """A migration file has a wrong name, has the number of another file, or ends the transaction of the runner."""


class ForeignKeyViolation(sqlite3.IntegrityError):
    """A migration left rows that refer to a row that does not exist. It was rolled back."""


def migrate(connection: sqlite3.Connection, folder: Path = FOLDER) -> None:
    """Apply the migrations in `folder` that the database does not have yet. Foreign keys are on afterwards.

    `connection` must be in autocommit mode (`isolation_level=None`). A migration that fails is rolled back; earlier
    ones stay applied. Raises `NewerDatabase`, `InvalidMigration`, `ForeignKeyViolation`, `sqlite3.Error`.
    """
    files, applied = migration_files(folder), _applied(connection)
    require_known(applied, folder)
    connection.execute("pragma foreign_keys = off")  # set here, because it has no effect inside a transaction
    try:
        for number in sorted(files.keys() - applied):
            _apply(connection, number, files[number])
    finally:
        connection.execute("pragma foreign_keys = on")


def is_about_to_change(connection: sqlite3.Connection, folder: Path = FOLDER) -> bool:
    """Whether the database is not new and `migrate` would change it."""
    applied = _applied(connection)
    return bool(applied) and bool(migration_files(folder).keys() - applied)


def require_known(applied: Collection[int], folder: Path = FOLDER) -> None:
    """Raises `NewerDatabase` if one of these numbers is not among the migrations in `folder`."""
    if unknown := set(applied) - migration_files(folder).keys():
        raise NewerDatabase(max(unknown))


def migration_files(folder: Path = FOLDER) -> dict[int, Path]:
    """The migration files in `folder` by number. Raises `InvalidMigration`."""
    files: dict[int, Path] = {}
    for path in sorted(folder.glob("*.sql")) + sorted(folder.glob("[!_]*.py")):
        if not (named := _NAME.fullmatch(path.name)):
            raise InvalidMigration(f"{path.name}: a migration is named NNNN_name.sql or NNNN_name.py")
        if other := files.get(int(named[1])):
            raise InvalidMigration(f"{other.name} and {path.name} have the same number")
        files[int(named[1])] = path
    return files


def statements(sql: str) -> Iterator[str]:
    """Split `sql` into statements, with their comments. `executescript` is not used because it commits."""
    statement = ""
    for part in re.split("(?<=;)", sql):
        statement += part
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""
    if statement.strip():  # a comment, or an error that SQLite will report
        yield statement.strip()


def _applied(connection: sqlite3.Connection) -> set[int]:
    if not connection.execute("select 1 from sqlite_schema where name = 'migrations'").fetchone():
        return set()
    return {row[0] for row in connection.execute("select number from migrations")}


def _apply(connection: sqlite3.Connection, number: int, path: Path) -> None:
    connection.execute("begin immediate")
    try:
        connection.execute(_RECORDS)
        _run(connection, path)
        if not connection.in_transaction:
            raise InvalidMigration(f"{path.name} ended the transaction that it runs in")
        # The machine's clock, not the workshop's: a rehearsal migrates its database too.
        record = (number, path.name, datetime.now(UTC).isoformat())
        connection.execute("insert into migrations (number, name, applied_at) values (?, ?, ?)", record)
        connection.execute(f"pragma user_version = {number}")
        _require_foreign_keys(connection, path)
        connection.execute("commit")
    except BaseException:
        connection.rollback()
        raise


def _run(connection: sqlite3.Connection, path: Path) -> None:
    if path.suffix == ".py":
        step: Callable[[sqlite3.Connection], None] = runpy.run_path(str(path))["migrate"]
        step(connection)
        return
    for statement in statements(path.read_text(encoding="utf-8")):
        connection.execute(statement)


def _require_foreign_keys(connection: sqlite3.Connection, path: Path) -> None:
    violations = Counter((row[0], row[2]) for row in connection.execute("pragma foreign_key_check"))
    if violations:
        listed = ", ".join(f"{child} → {parent} ({rows} rows)" for (child, parent), rows in sorted(violations.items()))
        raise ForeignKeyViolation(f"{path.name} was not applied: it leaves references to missing rows: {listed}")
