"""Copies of the database by themselves: when they are due, made up for, tried again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest_asyncio

from bot.core.schedule import opened
from bot.core.troubles import Trouble
from bot.features.organisers.backup_scheduler import Copyist, moments
from bot.features.programme import session_service as sessions
from bot.scheduling.alarms import Alarms
from bot.storage.backups import Backups
from tests.features.running_workshop import RunningWorkshop, at


class Desk:
    """A copyist at work, and what it told."""

    def __init__(self, days: RunningWorkshop) -> None:
        self.days = days
        self.backups = Backups(days.context.database.path)
        self.told: list[Trouble | None] = []
        self.copyist = Copyist(self.backups, days.clock, Alarms(days.clock), [days.context], self._tell)
        self._heard = asyncio.Event()

    def _tell(self, trouble: Trouble | None) -> None:
        self.told.append(trouble)
        self._heard.set()

    async def at(self, now: datetime) -> None:
        """It is `now`, and the copyist has said how it fared."""
        self._heard.clear()
        self.days.clock.at = now
        await self.days.context.write(lambda tx: None)
        await asyncio.wait_for(self._heard.wait(), 10)

    @property
    def made(self) -> list[datetime]:
        return [backup.at for backup in self.backups.all()]


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    days = await RunningWorkshop.begin(tmp_path)
    built = Desk(days)
    built.copyist.start()
    yield built
    await built.copyist.stop()
    await days.close()


async def test_they_are_due_before_each_day_and_when_its_last_session_has_ended(desk: Desk) -> None:
    context = desk.days.context
    assert moments(context.schedule) == [at(15, 9), at(15, 12, 45), at(16, 9), at(16, 12)]
    context.take_in(opened(context.schedule["e"], at(16, 11, 30)))
    desk.days.clock.at = at(16, 12, 20)
    await sessions.end(context, "e", "S")
    assert moments(context.schedule)[-1] == at(16, 12, 20)


async def test_each_is_made_once_and_one_missed_while_the_bot_was_down_is_made_up_for(desk: Desk) -> None:
    await desk.at(at(15, 9))
    desk.days.clock.at = at(15, 9, 5)
    await desk.days.context.write(lambda tx: None)
    await desk.at(at(15, 14))
    assert (desk.made, desk.told) == ([at(15, 9), at(15, 14)], [None, None])


async def test_one_that_cannot_be_made_is_told_and_tried_again(desk: Desk) -> None:
    desk.backups.folder.touch()  # a file where the folder should be
    await desk.at(at(15, 9))
    await asyncio.to_thread(desk.backups.folder.unlink)
    await desk.at(at(15, 9) + timedelta(minutes=5))
    assert (desk.told, desk.made) == ([Trouble.NO_COPY, None], [at(15, 9, 5)])
