"""The database: SQLite, opened once, with one connection that writes and one that reads.

To change it, give `write` a function that takes a `Transaction`. It runs in the database's thread, in a transaction of
its own, and is on the disk when `write` returns. What many people do at once goes through `write_together`, which
shares one commit among them. Both are called through `WorkshopContext`, which tells the others of the change.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import aiosqlite

from bot.core.troubles import Trouble
from bot.storage.backups import Backups
from bot.storage.connection import BUSY_MS, connect, damage_named, in_thread, require_whole
from bot.storage.file_identity import FileIdentity
from bot.storage.lock import DatabaseLock
from bot.storage.migrations import FOLDER, is_about_to_change, migrate
from bot.storage.transaction import Failed, Row, Transaction, Work, read_in_transaction, write_in_transaction
from bot.storage.troubles import Damaged, trouble_of

BUSY_AGAIN_MS = 100
"""How long to wait once someone has waited for `BUSY_MS` in vain: forty who write then do not queue for minutes."""

log = logging.getLogger(__name__)

T = TypeVar("T")
P = ParamSpec("P")
Listener = Callable[[Trouble | None], None]


class Database:
    """Open it with `Database.open`; close it when done."""

    def __init__(self, path: Path, writer: aiosqlite.Connection, reader: aiosqlite.Connection, lock: DatabaseLock):
        self.path = path
        self._files = FileIdentity(path)
        self._writer = writer
        self._reader = reader
        self._lock = lock
        self._turn = asyncio.Lock()
        self._waiting: list[tuple[Work[Any], asyncio.Future[Any]]] = []
        self._writing: asyncio.Task[None] | None = None
        self._busy_ms = BUSY_MS
        self._log_loss_reported = False
        self._trouble: Trouble | None = None
        self._listeners: list[Listener] = []
        self.copies = asyncio.Lock()
        """Held by whoever changes the copies of the database: one at a time."""

    @classmethod
    async def open(
        cls, path: Path, now: datetime | None = None, *, copy_first: bool = True, migrations: Path = FOLDER
    ) -> Database:
        """The database at `path`, made if missing, and copied before it is brought to a newer schema.

        One that is itself a copy needs no other (`copy_first`). `migrations` is the folder of the schema's migrations.
        Raises `DatabaseInUse` when another bot has it open, `Damaged` where it is not whole, and what `migrate` raises.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = DatabaseLock.take(path)
        async with AsyncExitStack() as opened:
            opened.callback(lock.release)
            with damage_named(path):
                writer = await connect(path)
                opened.push_async_callback(writer.close)
                await require_whole(path, writer)
            if copy_first and await in_thread(writer, lambda connection: is_about_to_change(connection, migrations)):
                await asyncio.to_thread(Backups(path).make, now or datetime.now(UTC))
            await in_thread(writer, lambda connection: migrate(connection, migrations))
            reader = await connect(path)
            opened.push_async_callback(reader.close)
            await reader.execute("pragma query_only = on")
            opened.pop_all()  # all went well: it stays open
        return cls(path, writer, reader, lock)

    async def close(self) -> None:
        async with self._turn:
            await self._reader.close()
            await self._writer.close()
            self._lock.release()

    async def read(self, query: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of `query(transaction, …)`; it does not wait for who writes."""
        with self._troubles_noted():
            return await in_thread(
                self._reader, lambda connection: read_in_transaction(connection, lambda tx: query(tx, *args, **kwargs))
            )

    async def write(self, work: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of `work(transaction, …)`, which is on the disk when this returns.

        It has a transaction of its own, so it may rely on what the caller of an earlier `write` changed in memory
        right after it. What `work` raises is raised here, and nothing of it is kept. Raises `Damaged` from the moment
        damage was met: whatever were written then would be lost with the file.
        """
        async with self._turn:
            [result] = await self._commit([lambda tx: work(tx, *args, **kwargs)])
        if isinstance(result, Failed):
            raise result.error
        return cast(T, result)

    async def write_together(
        self, work: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """As `write`, in one commit with whatever else waits by now: for what many people do at once.

        `work` must rely on nothing in memory that another write changes.
        """
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((lambda tx: work(tx, *args, **kwargs), done))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all(), name="writing together")
        return await done

    async def _write_all(self) -> None:
        try:
            while self._waiting:
                await self._write_those_waiting()
        finally:
            self._writing = None

    async def _write_those_waiting(self) -> None:
        async with self._turn:
            batch, self._waiting = [each for each in self._waiting if not each[1].done()], []
            try:
                results = await self._commit([work for work, _ in batch])
            except Exception as error:
                results = [Failed(error)] * len(batch)
        for (_, done), result in zip(batch, results, strict=True):
            if done.done():
                continue  # who asked for it was cancelled; it is written all the same
            if isinstance(result, Failed):
                done.set_exception(result.error)
            else:
                done.set_result(result)

    async def _commit(self, works: Sequence[Work[Any]]) -> list[Any]:
        """Do `works` in one transaction. The caller holds `_turn`."""
        if self._trouble is Trouble.DAMAGED:
            raise Damaged(self.path, "found so earlier")
        with self._troubles_noted():
            results = await in_thread(self._writer, lambda connection: self._commit_in_thread(connection, works))
        self.meet(None)
        return results

    def _commit_in_thread(self, connection: sqlite3.Connection, works: Sequence[Work[Any]]) -> list[Any]:
        self._wait_when_busy(connection, BUSY_AGAIN_MS if self._trouble is Trouble.LOCKED else BUSY_MS)
        results = write_in_transaction(connection, works)
        self._require_files(connection)
        return results

    def _require_files(self, connection: sqlite3.Connection) -> None:
        """What was just committed is where the next start looks for it, also where someone deleted the log.

        Raises `Damaged` where the database itself was taken away or replaced, and what stands in the way.
        """
        if self._files.is_lost:
            raise Damaged(self.path, "its file was deleted or replaced while the bot ran")
        if self._files.has_lost_its_log:
            if not self._log_loss_reported:
                log.warning("The log of %s was deleted: start the bot anew when there is a pause", self.path)
                self._log_loss_reported = True
            busy, *_rest = connection.execute("pragma wal_checkpoint(full)").fetchone()
            if busy:
                raise Damaged(self.path, "its log was deleted while the bot ran")

    def _wait_when_busy(self, connection: sqlite3.Connection, milliseconds: int) -> None:
        """For another program that holds the database."""
        if self._busy_ms != milliseconds:
            connection.execute(f"pragma busy_timeout = {milliseconds}")
            self._busy_ms = milliseconds

    async def settle(self) -> None:
        """Move the log into the database and empty it: it tells in which order things were written.

        Where another program is reading, the log stays until the next time: nobody waits for it.
        """

        def checkpoint(connection: sqlite3.Connection) -> None:
            self._wait_when_busy(connection, 0)
            connection.execute("pragma wal_checkpoint(truncate)")

        async with self._turn:
            await in_thread(self._writer, checkpoint)

    async def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """Every row of `sql`."""
        return await self.read(Transaction.rows, sql, parameters)

    async def row(self, sql: str, parameters: Sequence[Any] = ()) -> Row | None:
        """The first row of `sql`, or None."""
        return await self.read(Transaction.row, sql, parameters)

    def on_trouble(self, listener: Listener) -> None:
        """Call `listener` with each trouble met, and with None once something was written after one."""
        self._listeners.append(listener)

    async def try_to_write(self) -> None:
        """Commit a change that leaves nothing. Raises what stands in the way."""
        await self.write(change_nothing)

    @contextmanager
    def _troubles_noted(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            if trouble := trouble_of(error):
                self.meet(trouble)
            raise

    def meet(self, trouble: Trouble | None) -> None:
        """A trouble was met, or (None) something could be written. Damage stays until a backup is put in place."""
        if self._trouble is Trouble.DAMAGED or (trouble is None and self._trouble is None):
            return
        self._trouble = trouble
        for listener in self._listeners:
            listener(trouble)


def change_nothing(tx: Transaction) -> None:
    """Insert a row and delete it again: the commit writes the page to the disk, and nothing is left in it.

    An update to the same value would not do: SQLite sees that the page is unchanged, and commits without writing.
    """
    tx.execute("insert into migrations (number, name, applied_at) values (-1, 'write probe', '')")
    tx.execute("delete from migrations where number = -1")
