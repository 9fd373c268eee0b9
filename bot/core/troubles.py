"""Troubles of the machine that the bot runs on, by name."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Trouble(StrEnum):
    """Troubles that organisers are told about."""

    LOCKED = "locked"
    """Another program holds the database."""
    DISK = "disk"
    """The disk is full, read-only or broken."""
    DAMAGED = "damaged"
    """The database's file is damaged: it must be restored from a backup."""
    NO_COPY = "no copy"
    """The database works, but it cannot be backed up."""
    CLOCK = "clock"
    """The machine's clock was set. This is a moment; it does not last."""


@dataclass(frozen=True, slots=True)
class Incident:
    """A trouble from `since` to `until`; `until` is None while it lasts."""

    trouble: Trouble
    since: datetime
    until: datetime | None = None
    clock_shift: timedelta = timedelta()
    """How far the clock was set forward; negative if it was set back."""
