"""How instants are written in exported files."""

from __future__ import annotations

from datetime import UTC, datetime


def iso(at: datetime) -> str:
    """`2021-03-15T10:00:00Z`: UTC, whole seconds."""
    return f"{at.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()}Z"
