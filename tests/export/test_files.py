"""Exporting from a live database, a closed one, a read-only one and none; and leaving nothing half-written."""

import asyncio
import json
import os
import sqlite3
from pathlib import Path

import pytest

from bot.export.errors import CannotWrite, NoDatabase, UnknownLanguage, UnreadableDatabase
from bot.export.files import export
from bot.export.snapshot import snapshot
from tests.export.builder import NOW, WorkshopDatabase, workshop


def names_in(db: Path, target: Path) -> list[str]:
    asyncio.run(export(db, workshop(), "json", "en", target, NOW))
    return [row["name"] for row in json.loads(target.read_text("utf-8"))["participants"]]


def test_while_a_bot_writes(db: WorkshopDatabase, tmp_path: Path) -> None:
    db.person("Chikondi Banda", "MW")
    db._connection.execute("begin immediate")
    db.person("Not Yet", "MW")
    assert names_in(db.path, tmp_path / "out.json") == ["Chikondi Banda"]
    db._connection.execute("rollback")


def test_when_no_bot_runs(db: WorkshopDatabase, tmp_path: Path) -> None:
    db.person("Chikondi Banda", "MW")
    db.close()
    assert names_in(db.path, tmp_path / "out.json") == ["Chikondi Banda"]
    assert names_in(db.path, tmp_path / "out.json") == ["Chikondi Banda"]


def test_after_a_crash_the_log_is_read_too(db: WorkshopDatabase, tmp_path: Path) -> None:
    db.person("Chikondi Banda", "MW")
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for suffix in ("", "-wal"):
        (crashed / f"a.db{suffix}").write_bytes(db.path.with_name(db.path.name + suffix).read_bytes())
    assert names_in(crashed / "a.db", tmp_path / "out.json") == ["Chikondi Banda"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes anywhere")
def test_from_a_folder_that_cannot_be_written(db: WorkshopDatabase, tmp_path: Path) -> None:
    db.person("Chikondi Banda", "MW")
    db.close()
    tmp_path.chmod(0o500)
    try:
        with snapshot(db.path) as connection:
            assert connection.execute("select name from participants").fetchall() == [("Chikondi Banda",)]
    finally:
        tmp_path.chmod(0o700)


def test_a_snapshot_stays_as_it_was(db: WorkshopDatabase) -> None:
    with snapshot(db.path) as connection:
        db.person("Chikondi Banda", "MW")
        assert connection.execute("select count(*) from participants").fetchone() == (0,)


def test_a_snapshot_writes_nothing(db: WorkshopDatabase) -> None:
    with pytest.raises(UnreadableDatabase, match="readonly"), snapshot(db.path) as connection:
        connection.execute("delete from participants")


def test_where_there_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(NoDatabase):
        names_in(tmp_path / "none.db", tmp_path / "out.json")


def test_where_the_file_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("Dear diary, " * 100)
    with pytest.raises(UnreadableDatabase):
        names_in(tmp_path / "notes.db", tmp_path / "out.json")


def test_a_failed_export_leaves_what_was_there(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "empty.db").execute("create table other (a)").connection.close()
    target = tmp_path / "out.json"
    target.write_text("before")
    with pytest.raises(UnreadableDatabase):
        names_in(tmp_path / "empty.db", target)
    assert target.read_text() == "before"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["empty.db", "out.json"]


def test_where_it_cannot_be_written(db: WorkshopDatabase, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite):
        names_in(db.path, tmp_path / "file" / "out.json")
    (tmp_path / "folder").mkdir()
    with pytest.raises(CannotWrite):
        names_in(db.path, tmp_path / "folder")
    with pytest.raises(CannotWrite):
        names_in(db.path, Path("/"))


def test_what_there_is_no_such_thing_of(db: WorkshopDatabase, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="pdf"):
        asyncio.run(export(db.path, workshop(), "pdf", "en", tmp_path / "out", NOW))
    with pytest.raises(UnknownLanguage):
        asyncio.run(export(db.path, workshop(), "xlsx", "xx", tmp_path / "out", NOW))


def test_a_report_is_in_a_language_of_the_workshop(db: WorkshopDatabase, tmp_path: Path) -> None:
    english = workshop(languages=("en",))
    with pytest.raises(UnknownLanguage):
        asyncio.run(export(db.path, english, "docx", "fr", tmp_path / "out", NOW))
    asyncio.run(export(db.path, english, "xlsx", "fr", tmp_path / "out", NOW))
