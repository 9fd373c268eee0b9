"""Backups and their restore, and the detection of damage, locks and failed writes."""

import asyncio
import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.core.troubles import Trouble
from bot.storage.backups import MAX_BACKUPS, Backups, copy
from bot.storage.connection import NotAnAtelierDatabase
from bot.storage.database import Database
from bot.storage.keys import KeyFile
from bot.storage.lock import DatabaseInUse
from bot.storage.migrations import FOLDER, NewerDatabase
from bot.storage.restoring import restore
from bot.storage.transaction import Transaction
from bot.storage.troubles import Damaged

NOON = datetime(2021, 3, 15, 12, tzinfo=UTC)


async def add_workshops(database: Database, *names: str) -> None:
    await database.write(
        lambda tx: tx.executemany(
            "insert into workshops (workshop, loaded_at) values (?, 'now')", [(n,) for n in names]
        )
    )


def workshops(path: Path, column: str = "workshop") -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return [row[0] for row in connection.execute(f"select {column} from workshops order by workshop")]
    finally:
        connection.close()


def damage(path: Path) -> None:
    """Overwrite the first pages of tables, as a failing disk may do."""
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\x5a" * 4096 * 8)


async def create_database(path: Path, *names: str) -> Path:
    database = await Database.open(path)
    await add_workshops(database, *names)
    await database.close()
    return path


async def test_a_copy_of_an_open_database_is_complete_and_dated(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "a#b?.db")
    await add_workshops(database, "a")
    await asyncio.to_thread(copy, tmp_path / "a#b?.db", tmp_path / "copies" / "copy.db", NOON)
    assert workshops(tmp_path / "copies" / "copy.db") == ["a"]
    assert workshops(tmp_path / "copies" / "copy.db", "copied_at") == ["2021-03-15T12:00:00.000000Z"]
    assert workshops(tmp_path / "a#b?.db", "copied_at") == [None]
    assert [path.name for path in (tmp_path / "copies").iterdir()] == ["copy.db"]
    assert (tmp_path / "copies" / "copy.db").stat().st_mode & 0o077 == 0
    await database.close()


async def test_a_copy_shows_neither_the_order_of_rows_nor_what_was_deleted(tmp_path: Path) -> None:
    path = tmp_path / "atelier.db"
    database = await Database.open(path)
    await add_workshops(database, "w")
    answerers = [f"{number * 37 % 100:02}" for number in range(100)]
    for answerer in answerers:
        await database.write(
            Transaction.execute,
            "insert into anonymous_answers (workshop, prompt, answerer, text) values ('w', 'p', ?, ?)",
            (answerer, f"marker {answerer}"),
        )
    await database.write(Transaction.execute, "delete from anonymous_answers where answerer = '50'")
    await asyncio.to_thread(copy, path, tmp_path / "copy.db", NOON)
    await database.close()
    raw = (tmp_path / "copy.db").read_bytes()
    found = re.findall(rb"marker (\d\d)", raw)
    assert sorted(found) == [answerer.encode() for answerer in sorted(answerers) if answerer != "50"]
    assert found == sorted(found, reverse=True)  # a page is filled from its end
    live = re.findall(rb"marker (\d\d)", path.read_bytes())
    assert live != sorted(live, reverse=True)  # what SECURITY says of the live file


async def test_a_copy_made_during_a_write_has_all_of_it_or_nothing(tmp_path: Path) -> None:
    path = await create_database(tmp_path / "atelier.db", "a")
    with closing(sqlite3.connect(path, isolation_level=None)) as writing:
        writing.execute("pragma journal_mode = wal")
        writing.execute("begin immediate")
        writing.execute("insert into workshops (workshop, loaded_at) values ('b', 'now')")
        copy(path, tmp_path / "before.db", NOON)
        writing.execute("commit")
        copy(path, tmp_path / "after.db", NOON)
    assert (workshops(tmp_path / "before.db"), workshops(tmp_path / "after.db")) == (["a"], ["a", "b"])
    with closing(sqlite3.connect(tmp_path / "after.db")) as copied:
        assert copied.execute("pragma journal_mode").fetchone() == ("delete",)
        assert copied.execute("pragma freelist_count").fetchone() == (0,)


async def test_the_newest_ten_backups_are_kept_without_keys_and_named_by_date(tmp_path: Path) -> None:
    path = await create_database(tmp_path / "atelier.db", "a")
    KeyFile(tmp_path / "atelier.keys").key("join")
    backups = Backups(path)
    other = backups.folder / "other.2021-03-15T12-00-00Z.db"
    other.parent.mkdir()
    other.touch()
    (backups.folder / "atelier.2021-03-15T11-00-00Z.db.partial").touch()  # left by a process that was killed
    times = [NOON + timedelta(hours=hour) for hour in range(MAX_BACKUPS + 3)]
    for at in times:
        assert backups.make(at).at == at
    assert [backup.at for backup in backups.all()] == times[3:]
    names = sorted(file.name for file in backups.folder.iterdir())
    assert names == [*(backup.path.name for backup in backups.all()), other.name]
    assert names[0] == "atelier.2021-03-15T15-00-00Z.db"


async def test_a_damaged_database_is_not_opened_backed_up_or_offered_for_restore(tmp_path: Path) -> None:
    path = await create_database(tmp_path / "atelier.db", *map(str, range(2_000)))
    backups = Backups(path)
    earlier = backups.make(NOON)
    later = backups.make(NOON + timedelta(hours=1))
    damage(path)
    before = path.read_bytes()
    with pytest.raises(Damaged):
        await Database.open(path)
    with pytest.raises((Damaged, sqlite3.DatabaseError)):
        backups.make(NOON + timedelta(hours=2))
    assert path.read_bytes() == before
    assert backups.newest_intact() == later
    damage(later.path)
    assert backups.newest_intact() == earlier
    path.write_bytes(b"not a database at all" * 400)
    with pytest.raises(Damaged):
        await Database.open(path)


async def test_a_backup_is_made_before_a_migration_and_not_at_other_starts(tmp_path: Path) -> None:
    path = await create_database(tmp_path / "atelier.db", "a")
    await (await Database.open(path, NOON)).close()
    assert Backups(path).all() == []
    later = shutil.copytree(FOLDER, tmp_path / "later", ignore=shutil.ignore_patterns("__*"))
    (later / "9999_later.sql").write_text("create table later (workshop text) strict;", encoding="utf-8")
    await (await Database.open(path, NOON, migrations=later)).close()
    [copied] = Backups(path).all()
    assert copied.at == NOON
    assert workshops(copied.path) == ["a"]
    with closing(sqlite3.connect(copied.path)) as copied_database:
        assert copied_database.execute("select name from sqlite_schema where name = 'later'").fetchall() == []
    await (await Database.open(path, NOON + timedelta(hours=1), migrations=later)).close()
    assert len(Backups(path).all()) == 1


async def test_a_restore_replaces_the_database_and_keeps_the_former_one(tmp_path: Path) -> None:
    path = await create_database(tmp_path / "atelier.db", "a")
    backup = Backups(path).make(NOON)
    database = await Database.open(path)
    await add_workshops(database, "b")
    with pytest.raises(DatabaseInUse):
        restore(path, backup.path, NOON)
    assert workshops(path) == ["a", "b"]
    await database.close()
    path.with_name("atelier.db-wal").write_bytes(b"the log of another database")

    restored = restore(path, backup.path, NOON + timedelta(hours=3))
    assert (restored.made_at, workshops(path)) == (NOON, ["a"])
    assert restored.former
    assert restored.former.name == "atelier.until-2021-03-15T15-00-00Z.db"
    assert restored.former.with_name(restored.former.name + "-wal").read_bytes() == b"the log of another database"
    restored.former.with_name(restored.former.name + "-wal").unlink()
    assert workshops(restored.former) == ["a", "b"]
    assert workshops(path, "restored_at") == ["2021-03-15T15:00:00.000000Z"]
    await (await Database.open(path)).close()


Change = Callable[[Path], None]


def make_newer(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("insert into migrations (number, name, applied_at) values (9999, 'later', 'then')")
    connection.close()


def make_foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("create table songs (title)")
    connection.close()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (damage, Damaged),
        (make_newer, NewerDatabase),
        (make_foreign, NotAnAtelierDatabase),
        (Path.unlink, FileNotFoundError),
    ],
)
async def test_an_unusable_backup_is_refused_and_nothing_changes(
    tmp_path: Path, change: Change, error: type[Exception]
) -> None:
    path = await create_database(tmp_path / "atelier.db", *map(str, range(2_000)))
    backup = Backups(path).make(NOON)
    change(backup.path)
    before = path.read_bytes()
    with pytest.raises(error):
        restore(path, backup.path, NOON)
    assert path.read_bytes() == before
    assert not any(".restored" in name or ".until-" in name for name in os.listdir(tmp_path))


async def test_after_damage_was_found_every_write_is_refused(tmp_path: Path) -> None:
    database = await Database.open(await create_database(tmp_path / "atelier.db", *map(str, range(2_000))))
    troubles: list[Trouble | None] = []
    database.on_trouble(troubles.append)
    damage(database.path)
    with pytest.raises(sqlite3.DatabaseError):
        await database.rows("select * from workshops order by loaded_at")
    for _ in range(2):
        with pytest.raises(Damaged):
            await database.try_to_write()
    assert troubles == [Trouble.DAMAGED]
    await database.close()


async def test_only_the_first_write_waits_long_for_another_program(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "atelier.db")
    troubles: list[Trouble | None] = []
    database.on_trouble(troubles.append)
    other_program = sqlite3.connect(database.path, isolation_level=None)
    other_program.execute("begin exclusive")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        await database.try_to_write()
    async with asyncio.timeout(20):  # ten long waits would take 25 s
        results = await asyncio.gather(*(database.try_to_write() for _ in range(10)), return_exceptions=True)
    assert {type(result) for result in results} == {sqlite3.OperationalError}
    other_program.execute("rollback")
    other_program.close()
    await database.try_to_write()
    assert (set(troubles[:-1]), troubles[-1]) == ({Trouble.LOCKED}, None)
    await database.close()


def test_a_key_that_cannot_be_written_is_not_used(tmp_path: Path) -> None:
    keys = KeyFile(tmp_path / "keys" / "atelier.keys")
    first_key = keys.key("first")
    (tmp_path / "keys" / "atelier.keys.new").mkdir()  # nothing can be written there
    with pytest.raises(OSError, match="directory"):
        keys.key("join")
    with pytest.raises(OSError, match="directory"):
        keys.destroy("first")
    assert (keys.get("join"), keys.get("first")) == (None, first_key)
