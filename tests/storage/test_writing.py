"""Writing to the database: each piece whole or not at all, on the disk when it returns; many share one commit."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.database import Database
from bot.storage.transaction import Transaction, Work

INSERT = "insert into workshops (workshop, loaded_at) values (?, 'now')"


class Refused(Exception):
    """A piece of writing thinks better of it."""


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path / "atelier.db")
    yield opened
    await opened.close()


def adding(*names: str, refuse: bool = False) -> Work[int]:
    def work(tx: Transaction) -> int:
        for name in names:
            tx.execute(INSERT, (name,))
        if refuse:
            raise Refused
        return int(tx.rows("select count(*) as there from workshops")[0]["there"])

    return work


def on_disk(database: Database) -> list[str]:
    """What another program reads."""
    with sqlite3.connect(f"file:{database.path}?mode=ro", uri=True) as other:
        found = [row[0] for row in other.execute("select workshop from workshops order by workshop")]
    other.close()
    return found


async def test_what_is_written_is_on_the_disk_when_it_returns(database: Database) -> None:
    assert await database.write(adding("a")) == 1
    assert on_disk(database) == ["a"]


async def test_those_who_wait_together_share_one_commit(database: Database) -> None:
    commits = 0

    def count(statement: str) -> None:
        nonlocal commits
        commits += statement == "commit"

    await database._writer.set_trace_callback(count)
    counts = await asyncio.gather(*(database.write_together(adding(f"{n:03}")) for n in range(300)))
    assert counts == list(range(1, 301))
    assert len(on_disk(database)) == 300
    assert commits <= 2


async def test_a_piece_that_fails_leaves_nothing_and_harms_none(database: Database) -> None:
    pieces = [adding("a"), adding("b", "c", refuse=True), adding("d", "a"), adding("e")]
    came_to = await asyncio.gather(*map(database.write_together, pieces), return_exceptions=True)
    assert [type(it) for it in came_to] == [int, Refused, sqlite3.IntegrityError, int]
    assert on_disk(database) == ["a", "e"]


async def test_what_concerns_all_fails_for_all_and_keeps_nothing(database: Database) -> None:
    pages = await database.row("pragma page_count")
    assert pages
    await database._writer.execute(f"pragma max_page_count = {pages[0]}")  # as a full disk does
    pieces = [adding("a"), adding(*(f"{n} {'x' * 900}" for n in range(100))), adding("b")]
    came_to = await asyncio.gather(*map(database.write_together, pieces), return_exceptions=True)
    assert [type(it) for it in came_to] == [sqlite3.OperationalError] * 3
    assert on_disk(database) == []
    await database._writer.execute("pragma max_page_count = 1000000")
    assert await database.write(adding("c")) == 1


async def test_both_ways_of_writing_take_turns(database: Database) -> None:
    pieces = [adding(f"{n}", refuse=n % 10 == 7) for n in range(20)]
    mixed = [(database.write if n % 2 else database.write_together)(piece) for n, piece in enumerate(pieces)]
    await asyncio.gather(*mixed, return_exceptions=True)
    assert on_disk(database) == sorted(f"{n}" for n in range(20) if n not in (7, 17))


async def test_who_leaves_before_their_turn_writes_nothing_and_holds_up_nobody(database: Database) -> None:
    first = asyncio.create_task(database.write(adding("a")))
    leaves, stays = (asyncio.create_task(database.write_together(adding(name))) for name in "bc")
    await asyncio.sleep(0)
    leaves.cancel()
    await asyncio.wait([leaves])
    await asyncio.gather(first, stays)
    assert on_disk(database) == ["a", "c"]


async def test_a_write_of_its_own_sees_what_the_caller_of_the_last_one_keeps_in_memory(database: Database) -> None:
    known: list[str] = []

    def next_one(tx: Transaction) -> str:
        name = f"{len(known):03}"
        tx.execute(INSERT, (name,))
        return name

    async def add() -> None:
        known.append(await database.write(next_one))

    others = [database.write_together(adding(f"other {n}")) for n in range(10)]
    await asyncio.gather(*(add() for _ in range(50)), *others)
    assert known == [f"{n:03}" for n in range(50)]
    with pytest.raises(Refused):
        await database.write(adding("refused", refuse=True))
    assert len(on_disk(database)) == 60


async def test_a_read_sees_one_moment(database: Database) -> None:
    def twice(tx: Transaction) -> tuple[int, int]:
        first, _waits = (len(tx.rows("select * from workshops")), on_disk(database))
        with sqlite3.connect(database.path) as other:
            other.execute(INSERT, ("meanwhile",))
        other.close()
        return first, len(tx.rows("select * from workshops"))

    assert await database.read(twice) == (0, 0)
    assert on_disk(database) == ["meanwhile"]
