"""How many examples the fuzz tries: few and always the same by default, many random ones with FUZZ=20 (times 20)."""

import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis.database import DirectoryBasedExampleDatabase

FACTOR = int(os.environ.get("FUZZ", "0"))
SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
SLOW += [HealthCheck.filter_too_much, HealthCheck.large_base_example]


def examples(count: int) -> settings:
    """Settings for `count` examples. An example that fails in a long run is the first of the next run."""
    return settings(
        max_examples=count * max(FACTOR, 1),
        derandomize=not FACTOR,
        database=DirectoryBasedExampleDatabase(".hypothesis/fuzz") if FACTOR else None,
        phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
        suppress_health_check=SLOW,
        deadline=None,
        print_blob=True,
    )
