"""What the tests of the floor share."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.features.prompts.helpers import PromptWorkshop


@pytest.fixture
async def meeting(tmp_path: Path) -> AsyncIterator[PromptWorkshop]:
    """Two people of each administration in the first session."""
    opened = await PromptWorkshop.open(tmp_path)
    yield opened
    await opened.close()
