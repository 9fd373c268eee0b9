"""A report of a meeting held elsewhere: the draft that an organiser checks, and the result of applying it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.core.errors import NotAnOption
from bot.core.people import Participant
from bot.core.schedule import SessionState
from bot.features.attendance.model import TimeSpan


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One name of the report, with its presences and the time that falls into the session.

    The line is settled once it is a `participant` (their number), a new guest of an administration (`guest_of`, its
    code), or `left_out`. `candidates` are the numbers of participants with a similar name, the most similar first.
    """

    name: str
    email: str
    spans: tuple[TimeSpan, ...]
    time: timedelta
    participant: int | None = None
    guest_of: str | None = None
    left_out: bool = False
    candidates: tuple[int, ...] = ()

    @property
    def settled(self) -> bool:
        return self.left_out or self.participant is not None or self.guest_of is not None


@dataclass(frozen=True, slots=True)
class ImportDraft:
    """A report that was read and matched, and waits for confirmation.

    `zone`: the time zone that was assumed, None if the report states its own. `rows`: rows of the file that were
    read. `outside`: people who were there only outside the session's hours. `staff`: rows of interpreters and
    operators. Neither of these are among `lines`.
    """

    id: int
    session: str
    zone: str | None
    rows: int
    outside: int
    staff: int
    lines: tuple[ReportLine, ...]

    @property
    def unsettled(self) -> list[int]:
        """The indexes of the lines that are not settled."""
        return [index for index, line in enumerate(self.lines) if not line.settled]

    def line(self, index: int) -> ReportLine:
        """Raises `NotAnOption` if there is no such line."""
        if index >= len(self.lines):
            raise NotAnOption
        return self.lines[index]

    def with_line(self, index: int, line: ReportLine) -> ImportDraft:
        return replace(self, lines=(*self.lines[:index], line, *self.lines[index + 1 :]))


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did: how many people it counted, the guests it added, and the names it left out."""

    session: SessionState
    counted: int
    guests: list[Participant]
    left_out: list[str]
