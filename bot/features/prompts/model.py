"""Prompts: questions that were asked in a session, the answers to them, and the round of the table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.answers import AnswerValue
from bot.core.people import Participant
from bot.core.programme import Administration, Question


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question that was asked. `channel_id` and `message_id` are None until its message is posted."""

    question: Question
    session: str
    opened_at: datetime
    closes_at: datetime
    """When it closes by itself."""
    closed_at: datetime | None = None
    channel_id: int | None = None
    message_id: int | None = None

    @property
    def id(self) -> str:
        return self.question.id

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class Answer:
    """A stored answer.

    All fields but the content are None if the question is anonymous or the participant was erased.
    """

    content: AnswerValue
    participant: int | None = None
    name: str | None = None
    administration: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """The result for the answerer: `changed` if there was an earlier answer, `replaced` if that was a colleague's."""

    prompt: Prompt
    content: AnswerValue
    changed: bool = False
    replaced: Answer | None = None


@dataclass(frozen=True, slots=True)
class AnsweringStatus:
    """The administrations that have answered and those that have not, in the order of the workshop file."""

    answered: list[Administration]
    awaited: list[Administration]


@dataclass(frozen=True, slots=True)
class AwaitedDelegation:
    """An administration that has not answered, and its people. Nobody may have joined yet."""

    administration: Administration
    people: list[Participant]


class TurnState(StrEnum):
    WAITING = "waiting"
    SPEAKING = "speaking"
    SPOKEN = "spoken"
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class RoundTurn:
    administration: str
    state: TurnState = TurnState.WAITING


@dataclass(frozen=True, slots=True)
class Round:
    """The round of the table: each administration has its turn, in the working order. Without turns it is no round."""

    turns: tuple[RoundTurn, ...] = ()

    @classmethod
    def start(cls, administrations: Iterable[str]) -> Round:
        """A round in which the first administration speaks."""
        return cls(tuple(RoundTurn(code) for code in administrations)).next_turn(TurnState.SPOKEN)

    def in_state(self, state: TurnState) -> list[str]:
        """The codes of the administrations whose turn is in this state, in order."""
        return [turn.administration for turn in self.turns if turn.state is state]

    @property
    def speaking(self) -> str | None:
        """The administration whose turn it is; None after the last turn."""
        return next(iter(self.in_state(TurnState.SPEAKING)), None)

    def next_turn(self, finished_as: TurnState) -> Round:
        """The round after the current turn ended as `SPOKEN` or `PASSED`: the next administration speaks."""
        following = next(iter(self.in_state(TurnState.WAITING)), None)
        return Round(tuple(_after(turn, finished_as, following) for turn in self.turns))


def _after(turn: RoundTurn, finished_as: TurnState, following: str | None) -> RoundTurn:
    if turn.state is TurnState.SPEAKING:
        return RoundTurn(turn.administration, finished_as)
    return RoundTurn(turn.administration, TurnState.SPEAKING) if turn.administration == following else turn
