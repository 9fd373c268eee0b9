"""The fixture of the tests of privacy."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from bot.features.programme import session_service as sessions
from tests.features.key_messages.desk_workshop import SECRETARIAT, DeskWorkshop, workshop
from tests.features.privacy.helpers import CHANGES, take_part


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[DeskWorkshop]:
    """A session in progress in which Awa has done everything that a participant can do."""
    desk = await DeskWorkshop.open(tmp_path, workshop(**CHANGES))
    await sessions.start(desk.context, "messages", SECRETARIAT)
    await take_part(desk.context)
    yield desk
    await desk.close()
