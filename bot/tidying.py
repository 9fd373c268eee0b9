"""Garbage is looked for while nobody waits.

Python would look once enough was made: in the midst of a crowd, and everybody's answer, and the announcement that is
due, would wait for it, up to a tenth of a second.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable

LOOK = 0.5
"""Seconds between two looks whether nobody waits."""
AT_LAST = 50
"""Of a crowd that never pauses, Python itself looks through everything after so many looks at what is new: about once a
minute, where it would ten times (`gc.set_threshold`)."""


async def tidy(is_idle: Callable[[], bool]) -> None:
    """Look for it, until cancelled, whenever there may be some and `is_idle` says that nobody waits."""
    before = gc.get_threshold()
    gc.set_threshold(*before[:2], AT_LAST)
    try:
        while True:
            await asyncio.sleep(LOOK)
            if gc.get_count()[2] and is_idle():
                gc.collect()
    finally:
        gc.set_threshold(*before)
