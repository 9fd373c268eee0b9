"""Troubles of the machine are reported once each, when they begin and when they end."""

import asyncio
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.troubles import Incident, Trouble
from bot.features.organisers import health_monitor
from bot.features.organisers.health_monitor import HealthMonitor
from bot.scheduling.clock import RehearsedClock, Setting
from bot.storage.database import Database
from tests.features.organisers.helpers import at

NOW = at(15, 9)


class UnwritableDatabase:
    async def try_to_write(self) -> None:
        raise sqlite3.OperationalError


def stopped_clock() -> RehearsedClock:
    return RehearsedClock(Setting(NOW, 0.0, 0.0), lambda: 0.0)


def monitor_of(database: UnwritableDatabase | Database) -> tuple[HealthMonitor, RehearsedClock, list[Incident]]:
    clock, reported = stopped_clock(), list[Incident]()
    monitor = HealthMonitor(database.try_to_write, clock)
    monitor.on_change(reported.append)
    return monitor, clock, reported


async def test_many_failed_writes_are_one_incident_that_ends_when_writing_succeeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health_monitor, "PROBE_SECONDS", 0.05)
    database, over = await Database.open(tmp_path / "atelier.db"), asyncio.Event()
    monitor, clock, reported = monitor_of(database)
    database.on_trouble(monitor.report_write)
    monitor.on_change(lambda incident: over.set() if incident.until else None)
    other_program = sqlite3.connect(database.path, isolation_level=None)
    other_program.execute("begin exclusive")
    await asyncio.gather(*(database.try_to_write() for _ in range(5)), return_exceptions=True)
    assert reported == [Incident(Trouble.LOCKED, NOW)]

    clock.run(0, NOW + timedelta(minutes=1))
    other_program.execute("rollback")
    other_program.close()
    await asyncio.wait_for(over.wait(), 10)
    assert reported[1:] == [Incident(Trouble.LOCKED, NOW, NOW + timedelta(minutes=1))]
    await monitor.stop()
    await database.close()


async def test_a_trouble_that_returns_soon_continues_its_incident_and_a_later_one_is_new() -> None:
    monitor, clock, reported = monitor_of(UnwritableDatabase())
    for minutes in (0, 1, 2, 22):
        clock.run(0, NOW + timedelta(minutes=minutes))
        monitor.report_write(Trouble.DISK)
        monitor.report_write(None)
    begins = [incident.since for incident in reported if incident.until is None]
    assert begins == [NOW, NOW, NOW, NOW + timedelta(minutes=22)]
    await monitor.stop()


async def test_a_failed_backup_ends_with_the_next_successful_one() -> None:
    monitor, _clock, reported = monitor_of(UnwritableDatabase())
    for trouble in (Trouble.NO_COPY, Trouble.NO_COPY, None, None):
        monitor.report_backup(trouble)
    assert reported == [Incident(Trouble.NO_COPY, NOW), Incident(Trouble.NO_COPY, NOW, NOW)]


async def test_only_large_changes_of_the_clock_are_reported() -> None:
    monitor, _clock, reported = monitor_of(UnwritableDatabase())
    for seconds in (20, 300, -3_600):
        monitor.report_clock_shift(timedelta(seconds=seconds))
    assert [incident.clock_shift for incident in reported] == [timedelta(minutes=5), timedelta(hours=-1)]


async def test_damage_does_not_end() -> None:
    monitor, _clock, reported = monitor_of(UnwritableDatabase())
    monitor.report_write(Trouble.DAMAGED)
    monitor.report_write(None)
    assert reported == [Incident(Trouble.DAMAGED, NOW)]
    await monitor.stop()
