"""Writing to the database: each write is complete or rolled back, and many can share one commit."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.database import Database
from bot.storage.transaction import Transaction, Work

INSERT_WORKSHOP = "insert into workshops (workshop, loaded_at) values (?, 'now')"


class Refused(Exception):
    """Raised by a write to roll itself back."""


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path / "atelier.db")
    yield opened
    await opened.close()


def insert(*names: str, fail: bool = False) -> Work[int]:
    def work(tx: Transaction) -> int:
        for name in names:
            tx.execute(INSERT_WORKSHOP, (name,))
        if fail:
            raise Refused
        return int(tx.rows("select count(*) as there from workshops")[0]["there"])

    return work


def on_disk(database: Database) -> list[str]:
    """The rows that another program reads."""
    with sqlite3.connect(f"file:{database.path}?mode=ro", uri=True) as other:
        found = [row[0] for row in other.execute("select workshop from workshops order by workshop")]
    other.close()
    return found


async def test_a_write_is_on_the_disk_when_it_returns(database: Database) -> None:
    assert await database.write(insert("a")) == 1
    assert on_disk(database) == ["a"]


async def test_waiting_writes_share_one_commit(database: Database) -> None:
    commits = 0

    def count(statement: str) -> None:
        nonlocal commits
        commits += statement == "commit"

    await database._writer.set_trace_callback(count)
    counts = await asyncio.gather(*(database.write_together(insert(f"{n:03}")) for n in range(300)))
    assert counts == list(range(1, 301))
    assert len(on_disk(database)) == 300
    assert commits <= 2


async def test_a_failed_write_is_rolled_back_alone(database: Database) -> None:
    works = [insert("a"), insert("b", "c", fail=True), insert("d", "a"), insert("e")]
    results = await asyncio.gather(*map(database.write_together, works), return_exceptions=True)
    assert [type(result) for result in results] == [int, Refused, sqlite3.IntegrityError, int]
    assert on_disk(database) == ["a", "e"]


async def test_a_full_disk_fails_all_waiting_writes(database: Database) -> None:
    pages = await database.row("pragma page_count")
    assert pages
    await database._writer.execute(f"pragma max_page_count = {pages[0]}")  # fails as a full disk does
    works = [insert("a"), insert(*(f"{n} {'x' * 900}" for n in range(100))), insert("b")]
    results = await asyncio.gather(*map(database.write_together, works), return_exceptions=True)
    assert [type(result) for result in results] == [sqlite3.OperationalError] * 3
    assert on_disk(database) == []
    await database._writer.execute("pragma max_page_count = 1000000")
    assert await database.write(insert("c")) == 1


async def test_both_ways_of_writing_can_be_mixed(database: Database) -> None:
    works = [insert(f"{n}", fail=n % 10 == 7) for n in range(20)]
    mixed = [(database.write if n % 2 else database.write_together)(work) for n, work in enumerate(works)]
    await asyncio.gather(*mixed, return_exceptions=True)
    assert on_disk(database) == sorted(f"{n}" for n in range(20) if n not in (7, 17))


async def test_a_write_that_is_cancelled_while_it_waits_is_not_made(database: Database) -> None:
    first = asyncio.create_task(database.write(insert("a")))
    cancelled, waiting = (asyncio.create_task(database.write_together(insert(name))) for name in "bc")
    await asyncio.sleep(0)
    cancelled.cancel()
    await asyncio.wait([cancelled])
    await asyncio.gather(first, waiting)
    assert on_disk(database) == ["a", "c"]


async def test_a_write_sees_what_the_caller_of_the_last_write_changed_in_memory(database: Database) -> None:
    known: list[str] = []

    def insert_next(tx: Transaction) -> str:
        name = f"{len(known):03}"
        tx.execute(INSERT_WORKSHOP, (name,))
        return name

    async def add() -> None:
        known.append(await database.write(insert_next))

    others = [database.write_together(insert(f"other {n}")) for n in range(10)]
    await asyncio.gather(*(add() for _ in range(50)), *others)
    assert known == [f"{n:03}" for n in range(50)]
    with pytest.raises(Refused):
        await database.write(insert("refused", fail=True))
    assert len(on_disk(database)) == 60


async def test_a_read_sees_one_state_of_the_database(database: Database) -> None:
    def twice(tx: Transaction) -> tuple[int, int]:
        first = len(tx.rows("select * from workshops"))
        with sqlite3.connect(database.path) as other:
            other.execute(INSERT_WORKSHOP, ("later",))
        other.close()
        return first, len(tx.rows("select * from workshops"))

    assert await database.read(twice) == (0, 0)
    assert on_disk(database) == ["later"]
