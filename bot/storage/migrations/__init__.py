"""Numbered SQL files, each applied once, with its record, in one transaction."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from importlib import resources

import aiosqlite

_RECORDS = "create table if not exists migrations (number integer primary key, name text, applied_at text) strict"


class NewerDatabase(Exception):
    """The database was written by a later version of the bot."""


async def migrate(connection: aiosqlite.Connection) -> None:
    """Bring the database to the newest schema; `NewerDatabase` where it is ahead of this bot."""
    applied, files = await _applied(connection), migration_files()
    require_known(applied)
    if not applied:
        await connection.execute(_RECORDS)
    for number in sorted(files.keys() - applied):
        await _apply(connection, number, *files[number])


async def is_about_to_change(connection: aiosqlite.Connection) -> bool:
    """Whether there is something in the database, and a migration is still to be applied to it."""
    applied = await _applied(connection)
    return bool(applied) and bool(migration_files().keys() - applied)


def require_known(applied: Collection[int]) -> None:
    """Raises `NewerDatabase` where one of these migrations is not among ours."""
    if unknown := set(applied) - migration_files().keys():
        raise NewerDatabase(max(unknown))


async def _applied(connection: aiosqlite.Connection) -> set[int]:
    tables = await connection.execute_fetchall("select name from sqlite_schema where name = 'migrations'")
    rows = await connection.execute_fetchall("select number from migrations") if tables else ()
    return {row[0] for row in rows}


def migration_files() -> dict[int, tuple[str, str]]:
    """Number to name and SQL of every migration there is."""
    found = (file for file in resources.files(__package__).iterdir() if file.name.endswith(".sql"))
    return {int(file.name[:4]): (file.name, file.read_text(encoding="utf-8")) for file in found}


async def _apply(connection: aiosqlite.Connection, number: int, name: str, sql: str) -> None:
    await connection.execute("begin immediate")
    try:
        for statement in statements(sql):
            await connection.execute(statement)
        # The machine's clock, not the workshop's: a migration happens to the file, whatever is rehearsed in it.
        at = datetime.now(UTC).isoformat()
        await connection.execute("insert into migrations values (?, ?, ?)", (number, name, at))
        await connection.execute("commit")
    except BaseException:
        await connection.execute("rollback")
        raise


def statements(sql: str) -> list[str]:
    """`sql` cut into its statements: `executescript` would commit on its own between them."""
    lines = [line.split("--")[0].rstrip() for line in sql.splitlines()]
    return [statement.strip() for statement in "\n".join(lines).split(";\n") if statement.strip()]
