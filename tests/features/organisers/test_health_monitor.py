"""Troubles of the machine: told once each, over when something could be written again."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.troubles import Episode, Trouble
from bot.features.organisers import health_monitor as watch
from bot.features.organisers.health_monitor import Watch
from bot.storage.database import Database
from tests.features.helpers import ManualClock
from tests.features.running_workshop import BEGINS


async def test_forty_who_cannot_write_are_one_episode_and_it_ends_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "PROBE", 0.05)
    database, clock, told = await Database.open(tmp_path / "atelier.db"), ManualClock(BEGINS), list[Episode]()
    over = asyncio.Event()
    seen = Watch(database, clock)
    database.on_trouble(seen.writing)
    seen.on_change(told.append)
    seen.on_change(lambda episode: over.set() if episode.until else None)
    holder = sqlite3.connect(database.path, isolation_level=None)
    holder.execute("begin exclusive")
    await asyncio.gather(*(database.try_to_write() for _ in range(5)), return_exceptions=True)
    assert told == [Episode(Trouble.LOCKED, BEGINS)]

    clock.at += timedelta(minutes=1)
    holder.execute("rollback")
    holder.close()
    await asyncio.wait_for(over.wait(), 10)
    assert told[1:] == [Episode(Trouble.LOCKED, BEGINS, clock.at)]
    await seen.stop()
    await database.close()


class NothingWritten:
    async def try_to_write(self) -> None:
        raise sqlite3.OperationalError


async def test_what_comes_again_soon_is_the_same_and_later_another(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, told = ManualClock(BEGINS), list[Episode]()
    seen = Watch(NothingWritten(), clock)
    seen.on_change(told.append)
    for minutes in (0, 1, 1, 20):
        clock.at += timedelta(minutes=minutes)
        seen.writing(Trouble.DISK)
        seen.writing(None)
    assert [episode.since for episode in told if episode.until is None] == [
        BEGINS,
        BEGINS,
        BEGINS,
        BEGINS + timedelta(minutes=22),
    ]
    await seen.stop()


async def test_a_clock_that_was_set_is_told_where_it_matters() -> None:
    told = list[Episode]()
    seen = Watch(NothingWritten(), ManualClock(BEGINS))
    seen.on_change(told.append)
    for seconds in (20, 300, -3_600):
        seen.clock_was_set(timedelta(seconds=seconds))
    assert [episode.by for episode in told] == [timedelta(minutes=5), timedelta(hours=-1)]


async def test_damage_does_not_pass_by_itself() -> None:
    told = list[Episode]()
    seen = Watch(NothingWritten(), ManualClock(BEGINS))
    seen.on_change(told.append)
    seen.writing(Trouble.DAMAGED)
    seen.writing(None)
    assert told == [Episode(Trouble.DAMAGED, BEGINS)]
    await seen.stop()
