"""discord.py 2.7.1 waits up to 17 minutes between two attempts to connect again, and has no option for less.

A workshop cannot wait that long after a short outage.

Upstream: no issue found.
Needed as long as this passes: tests/chat/compat/test_reconnect_backoff.py
"""

from discord import shard
from discord.backoff import ExponentialBackoff

LONGEST_WAIT = 5
"""As a power of two: the bot connects again at most 32 seconds after Discord is back."""


class ShortBackoff(ExponentialBackoff[bool]):
    def __init__(self) -> None:
        super().__init__()
        self._max = LONGEST_WAIT


def patch() -> None:
    shard.ExponentialBackoff = ShortBackoff  # type: ignore[assignment,attr-defined]
