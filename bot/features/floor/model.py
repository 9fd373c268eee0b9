"""The floor of a session: asked for, given in the order of asking, kept a moment for those who drop out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

KEEPS_PLACE = timedelta(minutes=2)
"""How long one who left keeps their place in the queue."""


class Claim(StrEnum):
    """How a request for the floor stands."""

    WAITING = "waiting"
    SPEAKING = "speaking"
    SPOKEN = "spoken"
    WITHDRAWN = "withdrawn"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Request:
    """Someone asked for the floor. `left_at` is since when they are away; `given_at` since when they speak."""

    id: int
    participant: int
    administration: str
    claim: Claim
    asked_at: datetime
    given_at: datetime | None = None
    left_at: datetime | None = None

    def is_gone(self, now: datetime) -> bool:
        """Away for so long that the place is no longer kept."""
        return self.left_at is not None and now >= self.left_at + KEEPS_PLACE


@dataclass(frozen=True, slots=True)
class Floor:
    """A session's floor: whether it takes requests, and those not yet served, in the order of asking."""

    session: str
    is_open: bool
    requests: tuple[Request, ...] = ()

    @property
    def speaking(self) -> Request | None:
        return next((each for each in self.requests if each.claim is Claim.SPEAKING), None)

    @property
    def waiting(self) -> list[Request]:
        return [each for each in self.requests if each.claim is Claim.WAITING]

    @property
    def next_up(self) -> Request | None:
        """Who gets the floor next: the first who is there."""
        return next((each for each in self.waiting if each.left_at is None), None)

    def of(self, participant: int) -> Request | None:
        """What this person has asked and not yet had."""
        return next((each for each in self.requests if each.participant == participant), None)

    def place_of(self, request: int) -> int:
        """1 for the first in the queue."""
        return [each.id for each in self.waiting].index(request) + 1
