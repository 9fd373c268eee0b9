"""Instants in CSV and JSON files."""

from datetime import UTC, datetime
from functools import lru_cache


@lru_cache(maxsize=4096)  # the same session's start and end are in many rows
def iso(at: datetime) -> str:
    """`2021-03-15T10:00:00Z`: UTC, whole seconds."""
    return f"{at.astimezone(UTC).isoformat(timespec='seconds')[:19]}Z"
