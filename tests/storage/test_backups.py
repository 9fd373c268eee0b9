"""Copies of the database: whole, checked, the newest ten, without secrets; damage found; one put back in place."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.core.troubles import Trouble
from bot.storage.backups import KEPT, Backups, copy
from bot.storage.database import Database
from bot.storage.keys import KeyFile
from bot.storage.lock import DatabaseInUse
from bot.storage.migrations import FOLDER, NewerDatabase
from bot.storage.restoring import NotOurs, restore
from bot.storage.troubles import Damaged

NOON = datetime(2021, 3, 15, 12, tzinfo=UTC)


async def write(database: Database, *names: str) -> None:
    await database.write(
        lambda tx: tx.executemany(
            "insert into workshops (workshop, loaded_at) values (?, 'now')", [(n,) for n in names]
        )
    )


def kept(path: Path, column: str = "workshop") -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return [row[0] for row in connection.execute(f"select {column} from workshops order by workshop")]
    finally:
        connection.close()


def damage(path: Path) -> None:
    """What a failing disk does: the first pages of tables are no longer what they were."""
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\x5a" * 4096 * 8)


async def a_database(path: Path, *names: str) -> Path:
    database = await Database.open(path)
    await write(database, *names)
    await database.close()
    return path


async def test_a_copy_of_a_live_database_is_whole_and_says_when_it_was_made(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "a#b?.db")
    await write(database, "a")
    await asyncio.to_thread(copy, tmp_path / "a#b?.db", tmp_path / "copies" / "copy.db", NOON)
    assert kept(tmp_path / "copies" / "copy.db") == ["a"]
    assert kept(tmp_path / "copies" / "copy.db", "copied_at") == ["2021-03-15T12:00:00.000000Z"]
    assert kept(tmp_path / "a#b?.db", "copied_at") == [None]
    assert [path.name for path in (tmp_path / "copies").iterdir()] == ["copy.db"]
    assert (tmp_path / "copies" / "copy.db").stat().st_mode & 0o077 == 0
    await database.close()


async def test_the_newest_ten_stay_in_names_that_sort_by_date_and_no_key_is_among_them(tmp_path: Path) -> None:
    path = await a_database(tmp_path / "atelier.db", "a")
    KeyFile(tmp_path / "atelier.keys").key("join")
    backups = Backups(path)
    foreign = backups.folder / "other.2021-03-15T12-00-00Z.db"
    foreign.parent.mkdir()
    foreign.touch()
    (backups.folder / "atelier.2021-03-15T11-00-00Z.db.partial").touch()  # of a process that was killed
    times = [NOON + timedelta(hours=hour) for hour in range(KEPT + 3)]
    for at in times:
        assert backups.make(at).at == at
    assert [backup.at for backup in backups.all()] == times[3:]
    names = sorted(file.name for file in backups.folder.iterdir())
    assert names == [*(backup.path.name for backup in backups.all()), foreign.name]
    assert names[0] == "atelier.2021-03-15T15-00-00Z.db"


async def test_a_damaged_database_is_neither_opened_nor_copied_nor_offered(tmp_path: Path) -> None:
    path = await a_database(tmp_path / "atelier.db", *map(str, range(2_000)))
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
    assert backups.newest_whole() == later
    damage(later.path)
    assert backups.newest_whole() == earlier
    path.write_bytes(b"not a database at all" * 400)
    with pytest.raises(Damaged):
        await Database.open(path)


async def test_it_is_copied_before_each_migration_and_not_otherwise(tmp_path: Path) -> None:
    path = await a_database(tmp_path / "atelier.db", "a")
    await (await Database.open(path, NOON)).close()
    assert Backups(path).all() == []
    later = shutil.copytree(FOLDER, tmp_path / "later", ignore=shutil.ignore_patterns("__*"))
    (later / "9999_later.sql").write_text("create table later (workshop text) strict;", encoding="utf-8")
    await (await Database.open(path, NOON, migrations=later)).close()
    [copied] = Backups(path).all()
    assert copied.at == NOON
    assert kept(copied.path) == ["a"]
    with closing(sqlite3.connect(copied.path)) as copied_database:
        assert copied_database.execute("select name from sqlite_schema where name = 'later'").fetchall() == []
    await (await Database.open(path, NOON + timedelta(hours=1), migrations=later)).close()
    assert len(Backups(path).all()) == 1


async def test_a_backup_is_put_in_place_and_what_was_there_is_kept_aside(tmp_path: Path) -> None:
    path = await a_database(tmp_path / "atelier.db", "a")
    backup = Backups(path).make(NOON)
    database = await Database.open(path)
    await write(database, "b")
    with pytest.raises(DatabaseInUse):
        restore(path, backup.path, NOON)
    assert kept(path) == ["a", "b"]
    await database.close()
    path.with_name("atelier.db-wal").write_bytes(b"the log of another database")

    restored = restore(path, backup.path, NOON + timedelta(hours=3))
    assert (restored.made_at, kept(path)) == (NOON, ["a"])
    assert restored.aside
    assert restored.aside.name == "atelier.until-2021-03-15T15-00-00Z.db"
    assert restored.aside.with_name(restored.aside.name + "-wal").read_bytes() == b"the log of another database"
    restored.aside.with_name(restored.aside.name + "-wal").unlink()
    assert kept(restored.aside) == ["a", "b"]
    assert kept(path, "restored_at") == ["2021-03-15T15:00:00.000000Z"]
    await (await Database.open(path)).close()


Spoil = Callable[[Path], None]


def newer(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("insert into migrations (number, name, applied_at) values (9999, 'later', 'then')")
    connection.close()


def foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("create table songs (title)")
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [(damage, Damaged), (newer, NewerDatabase), (foreign, NotOurs), (Path.unlink, FileNotFoundError)],
)
async def test_what_is_no_good_is_not_put_in_place(tmp_path: Path, spoil: Spoil, refusal: type[Exception]) -> None:
    path = await a_database(tmp_path / "atelier.db", *map(str, range(2_000)))
    backup = Backups(path).make(NOON)
    spoil(backup.path)
    before = path.read_bytes()
    with pytest.raises(refusal):
        restore(path, backup.path, NOON)
    assert path.read_bytes() == before
    assert not any(".restored" in name or ".until-" in name for name in os.listdir(tmp_path))


async def test_once_damage_was_met_nothing_more_is_written(tmp_path: Path) -> None:
    database = await Database.open(await a_database(tmp_path / "atelier.db", *map(str, range(2_000))))
    met: list[Trouble | None] = []
    database.on_trouble(met.append)
    damage(database.path)
    with pytest.raises(sqlite3.DatabaseError):
        await database.rows("select * from workshops order by loaded_at")
    for _ in range(2):
        with pytest.raises(Damaged):
            await database.try_to_write()
    assert met == [Trouble.DAMAGED]
    await database.close()


async def test_another_program_that_holds_it_is_waited_for_once_and_not_by_each(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "atelier.db")
    met: list[Trouble | None] = []
    database.on_trouble(met.append)
    holder = sqlite3.connect(database.path, isolation_level=None)
    holder.execute("begin exclusive")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        await database.try_to_write()
    async with asyncio.timeout(20):  # ten times the patience of the first would be longer
        results = await asyncio.gather(*(database.try_to_write() for _ in range(10)), return_exceptions=True)
    assert {type(result) for result in results} == {sqlite3.OperationalError}
    holder.execute("rollback")
    holder.close()
    await database.try_to_write()
    assert (set(met[:-1]), met[-1]) == ({Trouble.LOCKED}, None)
    await database.close()


def test_a_key_that_could_not_be_written_is_not_used(tmp_path: Path) -> None:
    keys = KeyFile(tmp_path / "keys" / "atelier.keys")
    kept_key = keys.key("kept")
    (tmp_path / "keys" / "atelier.keys.new").mkdir()  # nothing can be written there
    with pytest.raises(OSError, match="directory"):
        keys.key("join")
    with pytest.raises(OSError, match="directory"):
        keys.destroy("kept")
    assert (keys.get("join"), keys.get("kept")) == (None, kept_key)
