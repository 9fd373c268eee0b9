"""The time of the fake server: real, or any other clock that has three methods."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What fakecord needs of a clock. It may run fast, stop, or be set while the server runs."""

    def now(self) -> datetime:
        """The current time, as an aware datetime in UTC."""

    def seconds_until(self, at: datetime) -> float:
        """Real seconds until `at`: negative if `at` is past, infinite while the clock is stopped."""

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` each time the clock is set or changes its speed."""


class SystemClock:
    """The machine's own clock. It reports no changes."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def seconds_until(self, at: datetime) -> float:
        return (at - self.now()).total_seconds()

    def on_change(self, listener: Callable[[], None]) -> None:
        """Nothing to do: this clock is never set."""
