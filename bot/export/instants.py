"""How instants are written in exported files."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache


@lru_cache(maxsize=4096)  # a session's start and end come again in every row
def iso(at: datetime) -> str:
    """`2021-03-15T10:00:00Z`: UTC, whole seconds."""
    return f"{at.astimezone(UTC).isoformat(timespec='seconds')[:19]}Z"
