"""A report of a meeting held elsewhere: the draft that an organiser checks, and the result of applying it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.core.errors import NotAnOption
from bot.core.people import Participant
from bot.core.schedule import SessionState
from bot.features.attendance.model import TimeSpan
from bot.features.attendance.report_model import Skipped


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One name of the report, with its presences and the time within the session.

    The line is settled once it is assigned to a `participant` (their number) or to a new guest of an administration
    (`guest_of`, its code), or is `left_out`. `candidates` are the numbers of participants who may be meant, the most
    similar first. `guess` is the code of an administration that the name may mention. `rows` is the number of its rows
    in the file.
    """

    name: str
    email: str
    spans: tuple[TimeSpan, ...]
    time: timedelta
    participant: int | None = None
    guest_of: str | None = None
    left_out: bool = False
    candidates: tuple[int, ...] = ()
    guess: str | None = None
    rows: int = 1

    @property
    def settled(self) -> bool:
        return self.left_out or self.participant is not None or self.guest_of is not None


@dataclass(frozen=True, slots=True)
class ImportDraft:
    """A report that was read and matched, and waits for confirmation.

    `zone`: the time zone that was assumed or given, None if the report states its own. `rows`: all rows of the file
    that are not blank. Each is one of `lines`, or in `skipped`, which has a number of rows for each reason.
    `file`: the text of the file while the time zone of its times can still be changed, else empty.
    """

    id: int
    session: str
    zone: str | None
    rows: int
    skipped: Mapping[Skipped, int]
    lines: tuple[ReportLine, ...]
    file: str = ""

    @property
    def unsettled(self) -> list[int]:
        """The indexes of the lines that are not settled."""
        return [index for index, line in enumerate(self.lines) if not line.settled]

    @property
    def settled(self) -> list[int]:
        """The indexes of the lines that are settled, and may be changed."""
        return [index for index, line in enumerate(self.lines) if line.settled]

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
