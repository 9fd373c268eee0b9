"""One bot for all tests of a file."""

from collections.abc import Iterator

import pytest

from tests.fuzz.harness import FuzzHarness


@pytest.fixture(scope="module")
def fuzz(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FuzzHarness]:
    built = FuzzHarness(tmp_path_factory.mktemp("fuzz"))
    built.run(built.open())
    yield built
    built.close()
