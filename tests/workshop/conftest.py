"""The fixture of the tests of a workshop's context and stores."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.workshop.helpers import OpenWorkshop


@pytest_asyncio.fixture
async def opened(tmp_path: Path) -> AsyncIterator[OpenWorkshop]:
    opened = await OpenWorkshop.open(tmp_path)
    yield opened
    await opened.close()
