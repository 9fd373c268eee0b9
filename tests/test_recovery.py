"""The messages for the administrator of the machine when the database cannot be used."""

import asyncio
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.recovery import in_words, missing
from bot.settings import Settings
from bot.storage.backups import Backups
from bot.storage.database import Database
from bot.storage.troubles import Damaged

NOON = datetime(2021, 3, 15, 12, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "my config", database=tmp_path / "atelier.db")


async def begun(settings: Settings) -> Path:
    """A database that was there, and a backup of it."""
    await (await Database.open(settings.database)).close()
    return (await asyncio.to_thread(Backups(settings.database).make, NOON)).path


async def test_damage_names_the_newest_backup_and_the_command_that_restores_it(settings: Settings) -> None:
    damaged = Damaged(settings.database, "malformed")
    assert f"restore --config '{settings.config_dir}' PATH" in in_words(damaged, settings)
    backup = await begun(settings)
    words = in_words(damaged, settings)
    assert "2021-03-15 12:00 UTC" in words
    assert words.endswith(f"python run.py restore --config '{settings.config_dir}' {backup}")


async def test_a_database_that_is_gone_is_told_of_where_there_was_one(settings: Settings) -> None:
    assert missing(settings) is None
    backup = await begun(settings)
    assert missing(settings) is None
    await asyncio.to_thread(settings.database.unlink)
    assert str(backup) in (missing(settings) or "")


async def test_another_program_and_a_full_disk_are_no_damage(settings: Settings) -> None:
    await begun(settings)
    holder = sqlite3.connect(settings.database, isolation_level=None)
    holder.execute("begin exclusive")
    with pytest.raises(sqlite3.OperationalError) as locked:
        sqlite3.connect(settings.database, timeout=0).execute("begin immediate")
    holder.execute("pragma max_page_count = 1")
    with pytest.raises(sqlite3.OperationalError) as full:
        holder.execute("create table big as select randomblob(1000000)")
    holder.close()
    assert "another program" in in_words(locked.value, settings)
    assert "is full" in in_words(full.value, settings)
