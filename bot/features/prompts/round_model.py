"""The round of the table: each administration has its turn, in the working order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Turn(StrEnum):
    WAITING = "waiting"
    SPEAKING = "speaking"
    SPOKEN = "spoken"
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Seat:
    administration: str
    turn: Turn = Turn.WAITING


@dataclass(frozen=True, slots=True)
class Round:
    """Where the round stands; a value: to go on is to have another."""

    seats: tuple[Seat, ...] = ()

    @classmethod
    def begun(cls, administrations: Iterable[str]) -> Round:
        """The first has the floor."""
        return cls(tuple(Seat(code) for code in administrations)).moved_on(Turn.SPOKEN)

    def in_state(self, turn: Turn) -> list[str]:
        return [seat.administration for seat in self.seats if seat.turn is turn]

    @property
    def speaking(self) -> str | None:
        """Whose turn it is; None once all have had theirs."""
        return next(iter(self.in_state(Turn.SPEAKING)), None)

    def moved_on(self, left: Turn) -> Round:
        """The next one's turn; who had it has spoken, or passed, as `left` says."""
        following = next(iter(self.in_state(Turn.WAITING)), None)
        return Round(tuple(_moved(seat, left, following) for seat in self.seats))


def _moved(seat: Seat, left: Turn, following: str | None) -> Seat:
    if seat.turn is Turn.SPEAKING:
        return Seat(seat.administration, left)
    return Seat(seat.administration, Turn.SPEAKING) if seat.administration == following else seat
