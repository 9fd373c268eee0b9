"""The SQLite database, opened once, with one connection for writing and one for reading.

To change it, give `write` a function that takes a `Transaction`. The function runs in the database's thread, in its own
transaction, and the change is on the disk when `write` returns. `write_together` does the same, but shares one commit
with other callers; use it for what many people do at once. Call both through `WorkshopContext`, which then publishes
the change.
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
from bot.storage.connection import BUSY_MS, connect, in_thread
from bot.storage.file_identity import FileIdentity
from bot.storage.integrity import check_integrity, raising_damaged
from bot.storage.lock import DatabaseLock
from bot.storage.migrations import FOLDER, is_about_to_change, migrate
from bot.storage.transaction import Failed, Row, Transaction, Work, read_in_transaction, write_in_transaction
from bot.storage.troubles import Damaged, trouble_of

BUSY_AGAIN_MS = 100
"""The wait after one write has failed because of a lock: with `BUSY_MS` for each, forty writes would take minutes."""

log = logging.getLogger(__name__)

T = TypeVar("T")
P = ParamSpec("P")
Listener = Callable[[Trouble | None], None]


class Database:
    """Open it with `Database.open`, and close it afterwards."""

    def __init__(self, path: Path, writer: aiosqlite.Connection, reader: aiosqlite.Connection, lock: DatabaseLock):
        self.path = path
        self._files = FileIdentity(path)
        self._writer = writer
        self._reader = reader
        self._lock = lock
        self._write_lock = asyncio.Lock()
        self._waiting: list[tuple[Work[Any], asyncio.Future[Any]]] = []
        self._writing: asyncio.Task[None] | None = None
        self._busy_ms = BUSY_MS
        self._log_loss_reported = False
        self._trouble: Trouble | None = None
        self._listeners: list[Listener] = []
        self.backup_lock = asyncio.Lock()
        """Hold this while you change backups."""

    @classmethod
    async def open(
        cls, path: Path, now: datetime | None = None, *, copy_first: bool = True, migrations: Path = FOLDER
    ) -> Database:
        """Open the database at `path`, or create it. Back it up before a migration, unless `copy_first` is False.

        `now` dates that backup; `migrations` is the folder of the migrations. Raises `DatabaseInUse` when another bot
        has the database open, `Damaged`, and what `migrate` raises.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = DatabaseLock.acquire(path)
        async with AsyncExitStack() as opened:
            opened.callback(lock.release)
            with raising_damaged(path):
                writer = await connect(path)
                opened.push_async_callback(writer.close)
                # With the bot's own connection: after a crash, the first one that opens the database replays its log.
                await in_thread(writer, lambda connection: check_integrity(connection, path))
            if copy_first and await in_thread(writer, lambda connection: is_about_to_change(connection, migrations)):
                await asyncio.to_thread(Backups(path).make, now or datetime.now(UTC))
            await in_thread(writer, lambda connection: migrate(connection, migrations))
            reader = await connect(path)
            opened.push_async_callback(reader.close)
            await reader.execute("pragma query_only = on")
            opened.pop_all()  # on success the connection stays open
        return cls(path, writer, reader, lock)

    async def close(self) -> None:
        async with self._write_lock:
            await self._reader.close()
            await self._writer.close()
            self._lock.release()

    async def read(self, query: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of `query(transaction, …)`. It does not wait for writes."""
        with self._reporting_troubles():
            return await in_thread(
                self._reader, lambda connection: read_in_transaction(connection, lambda tx: query(tx, *args, **kwargs))
            )

    async def write(self, work: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of `work(transaction, …)`. Its changes are on the disk when this returns.

        Writes run one after the other. So `work` may rely on what the caller of an earlier `write` changed in memory
        right after it. If `work` raises an error, its changes are rolled back and the error is raised here. Once the
        file was found damaged, each call raises `Damaged`: later changes would be lost with the file.
        """
        async with self._write_lock:
            [result] = await self._commit([lambda tx: work(tx, *args, **kwargs)])
        if isinstance(result, Failed):
            raise result.error
        return cast(T, result)

    async def write_together(
        self, work: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """As `write`, but in one commit with the other calls that are waiting.

        `work` must not rely on memory that the caller of another write changes.
        """
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((lambda tx: work(tx, *args, **kwargs), done))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_waiting_batches(), name="write together")
        return await done

    async def _write_waiting_batches(self) -> None:
        try:
            while self._waiting:
                await self._write_batch()
        finally:
            self._writing = None

    async def _write_batch(self) -> None:
        async with self._write_lock:
            batch, self._waiting = [each for each in self._waiting if not each[1].done()], []
            try:
                results = await self._commit([work for work, _ in batch])
            except Exception as error:
                results = [Failed(error)] * len(batch)
        for (_, done), result in zip(batch, results, strict=True):
            if done.done():
                continue  # the caller was cancelled; the change is written anyway
            if isinstance(result, Failed):
                done.set_exception(result.error)
            else:
                done.set_result(result)

    async def _commit(self, works: Sequence[Work[Any]]) -> list[Any]:
        """Run `works` in one transaction. The caller must hold `_write_lock`."""
        if self._trouble is Trouble.DAMAGED:
            raise Damaged(self.path, "found so earlier")
        with self._reporting_troubles():
            results = await in_thread(self._writer, lambda connection: self._commit_in_thread(connection, works))
        self.report_trouble(None)
        return results

    def _commit_in_thread(self, connection: sqlite3.Connection, works: Sequence[Work[Any]]) -> list[Any]:
        self._set_busy_timeout(connection, BUSY_AGAIN_MS if self._trouble is Trouble.LOCKED else BUSY_MS)
        results = write_in_transaction(connection, works)
        self._require_files(connection)
        return results

    def _require_files(self, connection: sqlite3.Connection) -> None:
        """Check that the next start will find the commit, although someone may have deleted the database or its log.

        A deleted log is harmless once SQLite has moved its content into the database file. Raises `Damaged` otherwise.
        """
        if self._files.was_replaced:
            raise Damaged(self.path, "its file was deleted or replaced while the bot ran")
        if self._files.wal_was_replaced:
            if not self._log_loss_reported:
                log.warning("The log of %s was deleted: restart the bot when there is a pause", self.path)
                self._log_loss_reported = True
            busy, *_rest = connection.execute("pragma wal_checkpoint(full)").fetchone()
            if busy:
                raise Damaged(self.path, "its log was deleted while the bot ran")

    def _set_busy_timeout(self, connection: sqlite3.Connection, milliseconds: int) -> None:
        if self._busy_ms != milliseconds:
            connection.execute(f"pragma busy_timeout = {milliseconds}")
            self._busy_ms = milliseconds

    async def checkpoint(self) -> None:
        """Move the content of SQLite's log into the database file, and empty the log.

        The log shows the order in which rows were written, which must stay secret for anonymous answers. This method
        does not wait: while another program reads, the log is kept until the next call.
        """

        def truncate(connection: sqlite3.Connection) -> None:
            self._set_busy_timeout(connection, 0)
            connection.execute("pragma wal_checkpoint(truncate)")

        async with self._write_lock:
            await in_thread(self._writer, truncate)

    async def rewrite(self) -> None:
        """Rewrite the whole file in the order of its keys, so that it no longer shows when each row was written."""
        async with self._write_lock:
            await in_thread(self._writer, lambda connection: connection.execute("vacuum"))
        await self.checkpoint()

    async def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """Every row of `sql`."""
        return await self.read(Transaction.rows, sql, parameters)

    async def row(self, sql: str, parameters: Sequence[Any] = ()) -> Row | None:
        """The first row of `sql`, or None."""
        return await self.read(Transaction.row, sql, parameters)

    def on_trouble(self, listener: Listener) -> None:
        """Call `listener` with each trouble, and with None after the first successful write since then."""
        self._listeners.append(listener)

    async def try_to_write(self) -> None:
        """Commit a change that leaves no trace. Raises the error that makes writing impossible."""
        await self.write(write_and_delete_row)

    @contextmanager
    def _reporting_troubles(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            if trouble := trouble_of(error):
                self.report_trouble(trouble)
            raise

    def report_trouble(self, trouble: Trouble | None) -> None:
        """Tell the listeners of a trouble, or (None) of a successful write. Damage lasts until a backup is restored."""
        if self._trouble is Trouble.DAMAGED or (trouble is None and self._trouble is None):
            return
        self._trouble = trouble
        for listener in self._listeners:
            listener(trouble)


def write_and_delete_row(tx: Transaction) -> None:
    """Insert a row and delete it again, so that the commit writes a page to the disk.

    An update to the same value is not enough: SQLite sees that the page is unchanged, and writes nothing.
    """
    tx.execute("insert into migrations (number, name, applied_at) values (-1, 'write probe', '')")
    tx.execute("delete from migrations where number = -1")
