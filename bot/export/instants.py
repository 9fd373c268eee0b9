"""How instants are written in exported files."""

from __future__ import annotations

from datetime import UTC, datetime


def iso(at: datetime) -> str:
    """`2021-03-15T10:00:00Z`: UTC, whole seconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
