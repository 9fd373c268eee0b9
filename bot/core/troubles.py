"""What can befall the machine that the bot runs on, by name; the words are found at the edge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Trouble(StrEnum):
    """What the organisers have to hear of."""

    LOCKED = "locked"
    """Another program holds the database."""
    DISK = "disk"
    """The disk is full, may only be read, or fails."""
    DAMAGED = "damaged"
    """The database's file is not whole any more: only a backup helps."""
    NO_COPY = "no copy"
    """All is written down, but it cannot be backed up."""
    CLOCK = "clock"
    """The machine's clock was set: a moment, not a while."""


@dataclass(frozen=True, slots=True)
class Episode:
    """A trouble from `since`, until it was mended; None while it goes on."""

    trouble: Trouble
    since: datetime
    until: datetime | None = None
    by: timedelta = timedelta()
    """How far the clock was put forward, or back."""
