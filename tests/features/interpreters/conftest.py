"""The fixture of the tests of the interpreter feed."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.programme import Registration
from bot.features.roster import registration
from tests.features.interpreters.helpers import AWA, CHANNELS, KOFFI, Feed
from tests.features.running_workshop import RunningWorkshop, workshop


@pytest.fixture
async def feed(tmp_path: Path) -> AsyncIterator[Feed]:
    running = await RunningWorkshop.begin(tmp_path, workshop(channels=CHANNELS, registration=Registration.OPEN))
    for person in (AWA, KOFFI):
        await registration.join(running.context, person, "MW", None)
    yield Feed(running)
    await running.close()
