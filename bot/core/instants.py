"""The format of instants in the database: UTC, ISO 8601 with microseconds, so that they sort as text."""

from datetime import UTC, datetime
from typing import overload


@overload
def format_utc(at: datetime) -> str: ...
@overload
def format_utc(at: None) -> None: ...
def format_utc(at: datetime | None) -> str | None:
    """`at` as text, such as `2021-03-15T10:00:00.000000Z`; None stays None."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ") if at else None


@overload
def parse_utc(text: str) -> datetime: ...
@overload
def parse_utc(text: None) -> None: ...
def parse_utc(text: str | None) -> datetime | None:
    """The instant in a text that `format_utc` wrote; None stays None."""
    return datetime.fromisoformat(text) if text else None
