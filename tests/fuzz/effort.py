"""How hard the fuzz tries: little and always alike in CI; with FUZZ=20, twenty times as much, anew at each run."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis.database import DirectoryBasedExampleDatabase

FACTOR = int(os.environ.get("FUZZ", "0"))
SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
SLOW += [HealthCheck.filter_too_much, HealthCheck.large_base_example]


def examples(count: int) -> settings:
    """`count` examples in CI; what fails in a long run is tried again first in the next one."""
    return settings(
        max_examples=count * max(FACTOR, 1),
        derandomize=not FACTOR,
        database=DirectoryBasedExampleDatabase(".hypothesis/fuzz") if FACTOR else None,
        phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
        suppress_health_check=SLOW,
        deadline=None,
        print_blob=True,
    )
