"""The database file: its schema, its lock, deleted files, the write probe; and the key file."""

import asyncio
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.core.troubles import Trouble
from bot.storage.connection import NotAnAtelierDatabase
from bot.storage.database import Database
from bot.storage.keys import KeyFile, UnreadableKeys
from bot.storage.lock import DatabaseInUse
from bot.storage.migrations import NewerDatabase, migration_files
from bot.storage.troubles import Damaged

INSERT = "insert into workshops (workshop, loaded_at) values (?, 'now')"

VERSION_PRAGMAS = ("user_version", "schema_version")


async def test_a_new_database_has_every_migration_recorded(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "deep" / "atelier.db")
    numbers = [row["number"] for row in await database.rows("select number from migrations order by number")]
    assert numbers == sorted(migration_files())
    modes = [(await database.row(f"pragma {name}")) for name in ("journal_mode", "synchronous", "foreign_keys")]
    assert [row and row[0] for row in modes] == ["wal", 2, 1]
    await database.close()


async def test_every_table_is_strict_and_has_a_workshop_column(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "atelier.db")
    tables = await database.rows("select name, strict from pragma_table_list where schema = 'main' and type = 'table'")
    ours = [row for row in tables if not row["name"].startswith("sqlite_")]
    assert [row["name"] for row in ours if not row["strict"]] == []
    for row in ours:
        columns = {column["name"] for column in await database.rows("select name from pragma_table_info(?)", [row[0]])}
        assert "workshop" in columns or row["name"] == "migrations", row["name"]
    await database.close()


async def test_a_failed_transaction_is_rolled_back(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "atelier.db")
    with pytest.raises(sqlite3.IntegrityError):
        await database.write(lambda tx: tx.executemany(INSERT, [("a",), ("a",)]))
    await database.write(lambda tx: tx.execute(INSERT, ("b",)))
    assert [row["workshop"] for row in await database.rows("select workshop from workshops")] == ["b"]
    await database.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows deletes no open file")
async def test_committed_rows_survive_the_deletion_of_the_log(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "atelier.db")
    await database.write(lambda tx: tx.execute(INSERT, ("a",)))
    for name in ("atelier.db-wal", "atelier.db-shm"):
        (tmp_path / name).unlink()
    await database.write(lambda tx: tx.execute(INSERT, ("b",)))
    await database.write(lambda tx: tx.execute(INSERT, ("c",)))
    (tmp_path / "found.db").write_bytes((tmp_path / "atelier.db").read_bytes())  # as it is after a power failure
    found = await Database.open(tmp_path / "found.db", copy_first=False)
    assert [row["workshop"] for row in await found.rows("select workshop from workshops order by 1")] == ["a", "b", "c"]
    await found.close()
    await database.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows deletes no open file")
async def test_a_write_fails_after_the_database_file_was_deleted(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "atelier.db")
    troubles: list[Trouble | None] = []
    database.on_trouble(troubles.append)
    (tmp_path / "atelier.db").unlink()
    with pytest.raises(Damaged):
        await database.write(lambda tx: tx.execute(INSERT, ("a",)))
    assert troubles == [Trouble.DAMAGED]
    await database.close()


async def test_a_second_bot_is_refused_until_the_first_one_ends(tmp_path: Path) -> None:
    path = tmp_path / "atelier.db"
    program = f"import sys; sys.path.insert(0, {str(Path.cwd())!r})\n" + (
        "from pathlib import Path\nfrom bot.storage.lock import DatabaseLock\n"
        f"lock = DatabaseLock.acquire(Path({str(path)!r}))\nprint('held', flush=True)\nsys.stdin.read()\n"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout
    assert await process.stdout.readline() == b"held\n"
    with pytest.raises(DatabaseInUse) as refused:
        await Database.open(path)
    assert refused.value.holder == str(process.pid)
    process.kill()
    await process.wait()
    await (await Database.open(path)).close()


async def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "atelier.db"
    await (await Database.open(path)).close()
    with sqlite3.connect(path) as connection:
        connection.execute("insert into migrations (number, name, applied_at) values (9999, 'later', 'then')")
    connection.close()
    with pytest.raises(NewerDatabase):
        await Database.open(path)


def test_the_database_of_another_program_is_refused_and_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "music.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table songs (title)")
        connection.execute("insert into songs values ('Malaika')")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(NotAnAtelierDatabase):
        asyncio.run(Database.open(path))
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir() if file.suffix != ".lock"] == ["music.db"]


async def test_a_write_probe_writes_to_the_disk_and_leaves_no_trace(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "atelier.db")
    log = tmp_path / "atelier.db-wal"
    with sqlite3.connect(database.path) as other:
        before = list(other.iterdump()), [other.execute(f"pragma {name}").fetchone() for name in VERSION_PRAGMAS]
        for _ in range(2):
            await database.checkpoint()
            assert log.stat().st_size == 0
            await database.try_to_write()
            assert log.stat().st_size > 0
        assert (
            list(other.iterdump()),
            [other.execute(f"pragma {name}").fetchone() for name in VERSION_PRAGMAS],
        ) == before
    other.close()
    await database.close()


def test_only_the_owner_can_read_the_keys_and_they_can_be_destroyed(tmp_path: Path) -> None:
    path = tmp_path / "atelier.keys"
    key = KeyFile(path).key("join")
    assert len(key) == 32
    assert KeyFile(path).key("join") == key
    assert path.stat().st_mode & 0o077 == 0
    keys = KeyFile(path)
    keys.destroy("join")
    assert KeyFile(path).get("join") is None


@pytest.mark.parametrize("content", [b"", b"[]", b'{"join": 5}', b'{"join": "no hex"}', b"\xff\xfe"])
def test_a_damaged_key_file_is_refused_and_not_changed(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "atelier.keys"
    path.write_bytes(content)
    with pytest.raises(UnreadableKeys):
        KeyFile(path)
    assert path.read_bytes() == content
