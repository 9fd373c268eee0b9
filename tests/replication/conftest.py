"""A stage for each end-to-end test, cleared away whatever happens on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.e2e.harness import Stage


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    built = await Stage.build(tmp_path)
    yield built
    await built.close()
