"""Attendance: presences, organisers' marks, and the resulting status. `assessment.py` has the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.people import Participant
from bot.core.programme import Administration, AttendanceRule
from bot.core.schedule import SessionState


class PresenceSource(StrEnum):
    VOICE = "voice"
    BUTTON = "button"
    CODE = "code"
    IMPORT = "import"
    ORGANISER = "organiser"


class AttendanceStatus(StrEnum):
    PRESENT = "present"
    LATE = "late"
    PARTIAL = "partial"
    ABSENT = "absent"
    EXCUSED = "excused"


ATTENDED = frozenset({AttendanceStatus.PRESENT, AttendanceStatus.LATE, AttendanceStatus.PARTIAL})
"""A person with one of these took part, and their administration was represented."""

TimeSpan = tuple[datetime, datetime]
"""Start and end."""


@dataclass(frozen=True, slots=True)
class Presence:
    """A person was there from `start` to `end` (None: still there), according to one source.

    `uncertain`: the bot was not connected at the start or at the end.
    """

    start: datetime
    end: datetime | None
    source: PresenceSource
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class NewPresence:
    """A presence to store, of a participant in a session."""

    session: str
    participant: int
    presence: Presence


@dataclass(frozen=True, slots=True)
class StoredPresence:
    """A voice presence in the database; `id` is its row."""

    id: int
    session: str
    participant: int


@dataclass(frozen=True, slots=True)
class PresenceEnd:
    """The end of the presence with this row id. `uncertain`: the bot did not see them leave."""

    id: int
    end: datetime
    uncertain: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """The status that an organiser set by hand, with the reason.

    `actor` is the organiser's name at that time, empty once erased.
    """

    status: AttendanceStatus
    reason: str
    actor: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AttendanceWindow:
    """The time of a session that counts. A person is late after `late_from`, and present after `required_time`."""

    start: datetime
    end: datetime
    late_from: datetime
    required_time: timedelta

    @classmethod
    def of(cls, state: SessionState, rule: AttendanceRule) -> AttendanceWindow:
        """From the opening to the end; to the planned end while the session is in progress.

        When a session opens early, `late_from` still follows its announced start.
        """
        start = state.opened_at or state.start
        end = state.ended_at or state.end
        late_from = max(start, state.start) + rule.late_after
        return cls(start, end, late_from, (end - start) * rule.present_after)


@dataclass(frozen=True, slots=True)
class Assessment:
    """The result of one person's presences and mark in one session. `time` counts overlaps once."""

    status: AttendanceStatus
    time: timedelta = timedelta()
    first_in: datetime | None = None
    last_out: datetime | None = None
    sources: tuple[PresenceSource, ...] = ()
    uncertain: bool = False
    reason: str = ""

    @property
    def minutes(self) -> float:
        return round(self.time.total_seconds() / 60, 2)

    @property
    def attended(self) -> bool:
        return self.status in ATTENDED


@dataclass(frozen=True, slots=True)
class AttendanceRecord:
    """One participant's attendance of one session, and the organiser's mark if there is one."""

    participant: Participant
    state: SessionState
    assessment: Assessment
    mark: Mark | None

    @property
    def corrected(self) -> bool:
        """Whether the mark was made after the session had ended, so that it changed final attendance."""
        at, ended = self.mark.at if self.mark else None, self.state.ended_at
        return at is not None and ended is not None and at >= ended


@dataclass(frozen=True, slots=True)
class SessionAttendance:
    """Every participant's attendance of one session, and the administrations with and without a person there."""

    state: SessionState
    records: list[AttendanceRecord]
    represented: list[Administration]
    missing: list[Administration]

    @property
    def present_count(self) -> int:
        return sum(record.assessment.attended for record in self.records)


@dataclass(frozen=True, slots=True)
class SignInCode:
    """The code of a session now, when the next one replaces it, and until when this one is accepted."""

    digits: str
    changes_at: datetime
    valid_until: datetime


@dataclass(frozen=True, slots=True)
class SignInResult:
    """The session, the time of the first sign-in, and whether this was a repetition."""

    state: SessionState
    at: datetime
    repeated: bool
