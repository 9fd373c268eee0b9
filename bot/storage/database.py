"""SQLite, opened once: one connection that writes, one that reads, and numbered migrations.

WAL lets readers go on while someone writes; `synchronous=FULL` means that what was committed is on the disk.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import aiosqlite

from bot.storage.lock import DatabaseLock
from bot.storage.migrations import migrate

BUSY_MS = 5_000
"""How long to wait for another program that holds the database, in milliseconds."""

Row = sqlite3.Row


class Database:
    """The workshop's memory. Open it with `Database.open`; close it when done."""

    def __init__(self, path: Path, writer: aiosqlite.Connection, reader: aiosqlite.Connection, lock: DatabaseLock):
        self.path = path
        self._writer = writer
        self._reader = reader
        self._lock = lock
        self._turn = asyncio.Lock()

    @classmethod
    async def open(cls, path: Path) -> Database:
        """The database at `path`, made if missing and brought to the newest schema.

        Raises `DatabaseInUse` when another bot has it open.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = DatabaseLock.take(path)
        async with AsyncExitStack() as opened:
            opened.callback(lock.release)
            writer = await _connect(path)
            opened.push_async_callback(writer.close)
            await migrate(writer)
            reader = await _connect(path)
            opened.push_async_callback(reader.close)
            await reader.execute("pragma query_only = on")
            opened.pop_all()  # all went well: it stays open
        return cls(path, writer, reader, lock)

    async def close(self) -> None:
        async with self._turn:
            await self._reader.close()
            await self._writer.close()
            self._lock.release()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[aiosqlite.Connection]:
        """The writer, alone, from `begin immediate` to `commit`; rolled back if anything is raised."""
        async with self._turn:
            try:
                await self._writer.execute("begin immediate")
                yield self._writer
                await self._writer.execute("commit")
            except BaseException:
                # In the writer's own queue: whoever was cancelled while it began has begun all the same.
                await asyncio.shield(self._writer.rollback())
                raise

    async def settle(self) -> None:
        """Move the log into the database and empty it: it tells in which order things were written.

        Where another program is reading, the log stays until the next time: nobody waits for it.
        """
        async with self._turn:
            await self._writer.execute("pragma busy_timeout = 0")
            await self._writer.execute("pragma wal_checkpoint(truncate)")
            await self._writer.execute(f"pragma busy_timeout = {BUSY_MS}")

    async def rows(self, sql: str, parameters: Iterable[Any] = ()) -> list[Row]:
        """Every row of `sql`, read without waiting for the writer."""
        return list(await self._reader.execute_fetchall(sql, parameters))

    async def row(self, sql: str, parameters: Iterable[Any] = ()) -> Row | None:
        """The first row of `sql`, or None."""
        found = await self.rows(sql, parameters)
        return found[0] if found else None


async def _connect(path: Path) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    for pragma in (
        "journal_mode = wal",
        "synchronous = full",
        "foreign_keys = on",
        "secure_delete = on",  # what is deleted is overwritten: discarded, erased, anonymous
        f"busy_timeout = {BUSY_MS}",
    ):
        await connection.execute(f"pragma {pragma}")
    return connection


def backup(source: Path, target: Path) -> None:
    """A consistent copy of the database at `source`, also while a bot writes to it.

    Raises `FileNotFoundError` when there is none, `FileExistsError` when `target` exists.
    """
    if not source.exists():
        raise FileNotFoundError(source)
    if target.exists():
        raise FileExistsError(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    reading, writing = sqlite3.connect(f"file:{source}?mode=ro", uri=True), sqlite3.connect(target)
    try:
        reading.backup(writing)
        writing.execute("pragma journal_mode = delete")  # one file, whole by itself
    finally:
        reading.close()
        writing.close()
