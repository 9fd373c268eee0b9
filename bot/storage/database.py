"""SQLite, opened once: one connection that writes, one that reads, and numbered migrations.

WAL lets readers go on while someone writes; `synchronous=FULL` means that what was committed is on the disk.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar, cast

import aiosqlite

from bot.core.troubles import Trouble
from bot.storage.backups import Backups
from bot.storage.file_identity import Place
from bot.storage.group_commit import Failed, Work, write_together
from bot.storage.integrity import pragma_for
from bot.storage.lock import DatabaseLock
from bot.storage.migrations import FOLDER, is_about_to_change, migrate
from bot.storage.troubles import Damaged, trouble_of

BUSY_MS = 2_500
"""How long to wait for another program that holds the database, in milliseconds: people wait for their answer."""
STILL_BUSY_MS = 100
"""The same once someone has waited in vain: forty people who write at that moment do not queue for minutes."""

log = logging.getLogger(__name__)

Row = sqlite3.Row
T = TypeVar("T")
Listener = Callable[[Trouble | None], None]


class Database:
    """The workshop's memory. Open it with `Database.open`; close it when done."""

    def __init__(self, path: Path, writer: aiosqlite.Connection, reader: aiosqlite.Connection, lock: DatabaseLock):
        self.path = path
        self._place = Place(path)
        self._has_told = False
        self._writer = writer
        self._reader = reader
        self._lock = lock
        self._turn = asyncio.Lock()
        self._waiting: list[tuple[Work[Any], asyncio.Future[Any]]] = []
        self._writing: asyncio.Task[None] | None = None
        self._busy_ms = BUSY_MS
        self._trouble: Trouble | None = None
        self._listeners: list[Listener] = []
        self.copies = asyncio.Lock()
        """Held by who changes the copies of it: one at a time."""

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
            with _naming_damage(path):
                writer = await _connect(path)
                opened.push_async_callback(writer.close)
                await _require_whole(path, writer)
            if copy_first and await _in_thread(writer, lambda connection: is_about_to_change(connection, migrations)):
                await asyncio.to_thread(Backups(path).make, now or datetime.now(UTC))
            await _in_thread(writer, lambda connection: migrate(connection, migrations))
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
        """The writer, alone, from `begin immediate` to `commit`; rolled back if anything is raised.

        Raises `Damaged` from the moment damage was met: whatever were written then would be lost with the file.
        """
        async with self._turn, self._careful():
            await self._writer.execute("begin immediate")
            yield self._writer
            await self._writer.execute("commit")

    async def write(self, work: Work[T]) -> T:
        """Do `work` in one transaction with whatever else waits by now; it is on the disk when this returns.

        For what many do at once. It must rely on nothing in memory that a transaction changes once it is committed.
        """
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, done))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all(), name="writing together")
        return await done

    async def write_alone(self, work: Work[T]) -> T:
        """As `write`, with nobody else's: for what relies on memory, which is changed as soon as this returns."""
        async with self._turn, self._careful():
            [came_to] = await _in_thread(self._writer, lambda connection: write_together(connection, [work]))
        if isinstance(came_to, Failed):
            raise came_to.error
        return cast(T, came_to)

    async def _write_all(self) -> None:
        try:
            while self._waiting:
                await self._write_those_waiting()
        finally:
            self._writing = None

    async def _write_those_waiting(self) -> None:
        async with self._turn:
            batch, self._waiting = [it for it in self._waiting if not it[1].done()], []
            works = [work for work, _ in batch]
            try:
                async with self._careful():
                    came_to = await _in_thread(self._writer, lambda connection: write_together(connection, works))
            except Exception as error:
                came_to = [Failed(error)] * len(batch)
        for (_, done), it in zip(batch, came_to, strict=True):
            if done.done():
                continue  # who asked for it was cancelled; it is written all the same
            if isinstance(it, Failed):
                done.set_exception(it.error)
            else:
                done.set_result(it)

    @asynccontextmanager
    async def _careful(self) -> AsyncIterator[None]:
        """Around a transaction, whose turn it is: rolled back if anything is raised; what the machine does is noted."""
        if self._trouble is Trouble.DAMAGED:
            raise Damaged(self.path, "found so earlier")
        with self._watched():
            try:
                await self._be_patient()
                yield
                await self._keep_in_place()
            except BaseException:
                # In the writer's own queue: whoever was cancelled while it began has begun all the same.
                await asyncio.shield(self._writer.rollback())
                raise
        self.meet(None)

    async def _keep_in_place(self) -> None:
        """What was just committed is where the next start looks for it, also where someone deleted the log.

        Raises `Damaged` where the database itself was taken away or replaced, and what stands in the way.
        """
        if self._place.is_lost:
            raise Damaged(self.path, "its file was deleted or replaced while the bot ran")
        if self._place.has_lost_its_log:
            if not self._has_told:
                log.warning("The log of %s was deleted: start the bot anew when there is a pause", self.path)
                self._has_told = True
            [(busy, *_rest)] = await self._writer.execute_fetchall("pragma wal_checkpoint(full)")
            if busy:
                raise Damaged(self.path, "its log was deleted while the bot ran")

    async def settle(self) -> None:
        """Move the log into the database and empty it: it tells in which order things were written.

        Where another program is reading, the log stays until the next time: nobody waits for it.
        """
        async with self._turn:
            await self._writer.execute("pragma busy_timeout = 0")
            self._busy_ms = 0
            await self._writer.execute("pragma wal_checkpoint(truncate)")

    async def rows(self, sql: str, parameters: Iterable[Any] = ()) -> list[Row]:
        """Every row of `sql`, read without waiting for the writer."""
        with self._watched():
            return list(await self._reader.execute_fetchall(sql, parameters))

    async def row(self, sql: str, parameters: Iterable[Any] = ()) -> Row | None:
        """The first row of `sql`, or None."""
        found = await self.rows(sql, parameters)
        return found[0] if found else None

    def on_trouble(self, listener: Listener) -> None:
        """Call `listener` with each trouble met, and with None once something was written after one."""
        self._listeners.append(listener)

    async def try_to_write(self) -> None:
        """Commit a change that leaves nothing. Raises what stands in the way."""
        async with self.transaction() as tx:
            await change_nothing(tx)

    async def _be_patient(self) -> None:
        """With another program that holds the database, but not once for each who waits."""
        wanted = STILL_BUSY_MS if self._trouble is Trouble.LOCKED else BUSY_MS
        if self._busy_ms != wanted:
            await self._writer.execute(f"pragma busy_timeout = {wanted}")
            self._busy_ms = wanted

    @contextmanager
    def _watched(self) -> Iterator[None]:
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


async def change_nothing(tx: aiosqlite.Connection) -> None:
    """Insert a row and delete it again: the commit writes the page to the disk, and nothing is left in it.

    An update to the same value would not do: SQLite sees that the page is unchanged, and commits without writing.
    """
    await tx.execute("insert into migrations (number, name, applied_at) values (-1, 'write probe', '')")
    await tx.execute("delete from migrations where number = -1")


async def _in_thread(connection: aiosqlite.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
    """Run `work` in the thread of `connection`, in one step. aiosqlite has no public method for that."""
    execute: Any = connection._execute
    result: T = await execute(work, connection._conn)
    return result


@contextmanager
def _naming_damage(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        if trouble_of(error) is Trouble.DAMAGED and not isinstance(error, Damaged):
            raise Damaged(path, str(error)) from error
        raise


async def _require_whole(path: Path, connection: aiosqlite.Connection) -> None:
    """Here and not on a connection of its own: the first one to open it after a crash replays its log."""
    found = next(iter(await connection.execute_fetchall(pragma_for(path))))[0]
    if found != "ok":
        raise Damaged(path, str(found))


async def _connect(path: Path) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(path, isolation_level=None)
    try:
        await _set_up(connection)
    except BaseException:
        await connection.close()
        raise
    return connection


async def _set_up(connection: aiosqlite.Connection) -> None:
    connection.row_factory = sqlite3.Row
    for pragma in (
        "journal_mode = wal",
        "synchronous = full",
        "foreign_keys = on",
        "secure_delete = on",  # what is deleted is overwritten: discarded, erased, anonymous
        f"busy_timeout = {BUSY_MS}",
    ):
        await connection.execute(f"pragma {pragma}")
