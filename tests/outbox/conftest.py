"""The fixture of the tests of direct messages."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.programme import Desk, Registration
from tests.features.helpers import FakeDirectChannels
from tests.features.running_workshop import RunningWorkshop, at, workshop
from tests.outbox.helpers import AWA, KOFFI, MARY, Mail, accept_direct_messages


@pytest.fixture
async def mail(tmp_path: Path) -> AsyncIterator[Mail]:
    key_messages = Desk("d", at(16, 17), reminders=(timedelta(minutes=10),))
    running = await RunningWorkshop.begin(tmp_path, workshop(registration=Registration.OPEN, desk=key_messages))
    for person in (AWA, KOFFI, MARY):
        await accept_direct_messages(running.context, person)
    yield Mail(running, FakeDirectChannels(running.clock))
    await running.close()
