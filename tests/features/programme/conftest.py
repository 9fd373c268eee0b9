"""The fixtures of the programme's tests: a workshop opened on a database in a temporary folder."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.programme import Workshop
from tests.workshop.helpers import OpenWorkshop, workshop


@pytest.fixture
def described() -> Workshop:
    """The workshop to open. A module with another one overrides this fixture."""
    return workshop()


@pytest_asyncio.fixture
async def opened(tmp_path: Path, described: Workshop) -> AsyncIterator[OpenWorkshop]:
    opened = await OpenWorkshop.open(tmp_path, described)
    yield opened
    await opened.close()
