from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.features.key_messages.desk_workshop import DeskWorkshop


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[DeskWorkshop]:
    opened = await DeskWorkshop.open(tmp_path)
    yield opened
    await opened.close()
