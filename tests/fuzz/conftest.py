"""One bot for all that is tried on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fuzz.stage import FuzzStage


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FuzzStage]:
    built = FuzzStage(tmp_path_factory.mktemp("fuzz"))
    built.run(built.open())
    yield built
    built.close()
