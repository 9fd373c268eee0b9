"""Numbered SQL files, each applied once, with its record, in one transaction."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import resources

import aiosqlite

_RECORDS = "create table if not exists migrations (number integer primary key, name text, applied_at text) strict"


class NewerDatabase(Exception):
    """The database was written by a later version of the bot."""


async def migrate(connection: aiosqlite.Connection) -> None:
    """Bring the database to the newest schema; `NewerDatabase` where it is ahead of this bot."""
    await connection.execute("begin immediate")
    try:
        await connection.execute(_RECORDS)
        applied = {row[0] for row in await connection.execute_fetchall("select number from migrations")}
        files = migration_files()
        if applied - files.keys():
            raise NewerDatabase(max(applied))
        await connection.execute("commit")
    except BaseException:
        await connection.execute("rollback")
        raise
    for number in sorted(files.keys() - applied):
        await _apply(connection, number, *files[number])


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
