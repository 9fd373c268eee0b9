"""What is sent to a channel, and what is found again in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """Words for one channel. `print` is a hash of them, by which they are found again; `said` is the message itself."""

    channel: int
    print: str
    said: object


@dataclass(frozen=True, slots=True)
class FoundMessage:
    """A message that stands in its channel: its id, and when it was posted."""

    message: int
    at: datetime
