from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.features.organisers.helpers import OpenWorkshop


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[OpenWorkshop]:
    workshop = await OpenWorkshop.open(tmp_path)
    yield workshop
    await workshop.close()
