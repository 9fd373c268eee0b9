"""A server with a bot for each end-to-end test. Both are stopped after the test, also when it fails."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.e2e.desk_server import DeskServer
from tests.e2e.harness import Harness


@pytest_asyncio.fixture
async def harness(tmp_path: Path) -> AsyncIterator[Harness]:
    built = await Harness.build(tmp_path)
    yield built
    await built.close()


@pytest_asyncio.fixture
async def desk(harness: Harness) -> AsyncIterator[DeskServer]:
    yield DeskServer(harness)
    assert harness.server.violations == []
