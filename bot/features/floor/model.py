"""The floor of a session: who speaks, and the queue of people who asked to speak."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

PLACE_KEPT_FOR = timedelta(minutes=2)
"""How long someone who left keeps their place in the queue."""


class RequestState(StrEnum):
    WAITING = "waiting"
    SPEAKING = "speaking"
    SPOKEN = "spoken"
    WITHDRAWN = "withdrawn"
    LEFT = "left"
    """They were away too long, or the session ended before their turn."""


@dataclass(frozen=True, slots=True)
class FloorRequest:
    """A request for the floor. The person speaks since `given_at`, or is away since `left_at`."""

    id: int
    session: str
    participant: int
    administration: str
    state: RequestState
    given_at: datetime | None = None
    left_at: datetime | None = None

    def has_lost_place(self, now: datetime) -> bool:
        """Whether they were away for so long that they lose their place."""
        return self.left_at is not None and now >= self.left_at + PLACE_KEPT_FOR


@dataclass(frozen=True, slots=True)
class Floor:
    """The floor of a session.

    Whether it accepts requests, and the requests of people who speak or wait, oldest first.
    """

    session: str
    is_open: bool
    requests: tuple[FloorRequest, ...] = ()

    @property
    def speaking(self) -> FloorRequest | None:
        return next((each for each in self.requests if each.state is RequestState.SPEAKING), None)

    @property
    def waiting(self) -> list[FloorRequest]:
        return [each for each in self.requests if each.state is RequestState.WAITING]

    @property
    def next_up(self) -> FloorRequest | None:
        """The next speaker: the first in the queue who is not away."""
        return next((each for each in self.waiting if each.left_at is None), None)

    def request_of(self, participant: int) -> FloorRequest | None:
        return next((each for each in self.requests if each.participant == participant), None)

    def place_of(self, request: FloorRequest) -> int:
        """The place in the queue: 1 for the first, 0 for the one who speaks."""
        return 0 if request.state is RequestState.SPEAKING else self.waiting.index(request) + 1


@dataclass(frozen=True, slots=True)
class RequestResult:
    """The answer to a request: the place in the queue, 1 for the first, 0 for the one who has the floor already."""

    place: int
    is_repeated: bool
    """They had asked before."""


@dataclass(frozen=True, slots=True)
class NextSpeaker:
    """The floor was given to the next: who speaks now, and who spoke before; None for nobody."""

    speaking: FloorRequest | None
    before: FloorRequest | None


@dataclass(frozen=True, slots=True)
class PanelMessage:
    """Where the panel of a session's floor was posted."""

    session: str
    channel_id: int
    message_id: int
