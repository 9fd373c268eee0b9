"""Discord's ids: 42 bits of milliseconds since 2015, then a counter.

https://discord.com/developers/docs/reference#snowflakes
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.scheduling.clock import Clock

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)


class Snowflakes:
    """Ids of the workshop's time, each larger than the one before even when that time stands still."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> int:
        self._last = max(self._last + 1, snowflake_of(self._clock.now()))
        return self._last


def snowflake_of(at: datetime) -> int:
    return (at - EPOCH) // timedelta(milliseconds=1) << 22


def moment_of(snowflake: int) -> datetime:
    return EPOCH + timedelta(milliseconds=snowflake >> 22)
