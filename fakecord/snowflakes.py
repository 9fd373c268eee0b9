"""Discord's ids: 42 bits of milliseconds since 2015, then a counter.

https://discord.com/developers/docs/reference#snowflakes
"""

from datetime import UTC, datetime, timedelta
from typing import Protocol

from fakecord.clock import Clock

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)


class Snowflake(Protocol):
    """Anything that has an id."""

    @property
    def id(self) -> int: ...


class Snowflakes:
    """Makes ids from the clock's time. Each is larger than the one before, even when the clock is stopped."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> int:
        self._last = max(self._last + 1, snowflake_of(self._clock.now()))
        return self._last


def snowflake_of(at: datetime) -> int:
    """The smallest id of that millisecond."""
    return (at - EPOCH) // timedelta(milliseconds=1) << 22
