"""What a workshop is, as its organisers wrote it: days, sessions, administrations, questions.

All instants are aware datetimes in UTC; the workshop's zone serves to show them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

from bot.core.text import Text


class PromptKind(StrEnum):
    OPEN = "open"
    CHOICE = "choice"
    MULTIPLE = "multiple"
    SCALE = "scale"
    ROUND = "round"


class AnsweredBy(StrEnum):
    PARTICIPANT = "participant"
    ADMINISTRATION = "administration"


class Registration(StrEnum):
    CODE = "code"
    OPEN = "open"
    APPROVAL = "approval"


@dataclass(frozen=True, slots=True)
class Administration:
    code: str
    name: Text
    language: str
    timezone: str


@dataclass(frozen=True, slots=True)
class Theme:
    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Scale:
    """The labels of 1 and of 5."""

    low: Text
    high: Text


@dataclass(frozen=True, slots=True)
class Question:
    """A question put to the room; `max_length` counts characters of a written answer."""

    id: str
    kind: PromptKind
    text: Text
    by: AnsweredBy = AnsweredBy.PARTICIPANT
    anonymous: bool = False
    max_length: int = 1000
    options: tuple[Option, ...] = ()
    scale: Scale | None = None


@dataclass(frozen=True, slots=True)
class Session:
    id: str
    title: Text
    start: datetime
    duration: timedelta
    description: Text | None = None
    speakers: tuple[str, ...] = ()
    link: str | None = None
    themes: tuple[str, ...] = ()
    prompts: tuple[Question, ...] = ()

    @property
    def end(self) -> datetime:
        return self.start + self.duration


@dataclass(frozen=True, slots=True)
class Day:
    number: int
    date: date
    title: Text
    sessions: tuple[Session, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """The key-message desk; `opens` is a session's id (at its start) or an instant."""

    opens: str | datetime
    closes: datetime
    per_administration: int = 3
    max_length: int = 700
    reminders: tuple[timedelta, ...] = ()


@dataclass(frozen=True, slots=True)
class EvaluationQuestion:
    id: str
    kind: PromptKind
    text: Text
    scale: Scale | None = None
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """`opens` is a session's id (at its end) or an instant."""

    id: str
    title: Text
    opens: str | datetime
    closes: datetime
    anonymous: bool
    questions: tuple[EvaluationQuestion, ...]


@dataclass(frozen=True, slots=True)
class Roles:
    """Names or ids at Discord."""

    organiser: str = "Organisers"
    facilitator: str = "Facilitators"
    coordinator: str = "Coordinators"


@dataclass(frozen=True, slots=True)
class Channels:
    """Names or ids at Discord. `announcements` is one channel, or one per language."""

    announcements: str | Text = "announcements"
    plenary: str = "plenary"
    organisers: str = "organisers"
    key_messages: str = "key-messages"
    interpreters: str | None = None
    stage: str | None = None

    def announcement_languages(self) -> tuple[str, ...]:
        """The language of each announcement's copies: `("",)` where one message carries them all."""
        return ("",) if isinstance(self.announcements, str) else tuple(self.announcements)


@dataclass(frozen=True, slots=True)
class AttendanceRule:
    """When signing in opens, from when one is late, and which share of the session makes one present."""

    opens: timedelta = timedelta(minutes=15)
    late_after: timedelta = timedelta(minutes=10)
    present_after: float = 0.5
    code: bool = False


@dataclass(frozen=True)
class Workshop:
    id: str
    timezone: str
    languages: tuple[str, ...]
    title: Text
    days: tuple[Day, ...]
    administrations: tuple[Administration, ...]
    guild: int | None = None
    themes: tuple[Theme, ...] = ()
    roles: Roles = field(default_factory=Roles)
    channels: Channels = field(default_factory=Channels)
    registration: Registration = Registration.CODE
    reminders: tuple[timedelta, ...] = ()
    late_grace: timedelta = timedelta(minutes=15)
    agenda_before: timedelta = timedelta(hours=2)
    summary_after: timedelta = timedelta(minutes=15)
    attendance: AttendanceRule = field(default_factory=AttendanceRule)
    retention: timedelta | None = None
    link: str | None = None
    mention: frozenset[str] = frozenset({"opening", "change"})
    desk: Desk | None = None
    evaluations: tuple[Evaluation, ...] = ()

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        return tuple(session for day in self.days for session in day.sessions)

    @property
    def first_language(self) -> str:
        return self.languages[0]

    @cached_property
    def starts(self) -> datetime:
        return min(session.start for session in self.sessions)

    @cached_property
    def ends(self) -> datetime:
        """When nothing more is to be said: the last session, the desk and the evaluations are over."""
        ends = [session.end for session in self.sessions]
        if self.desk:
            ends.append(self.desk.closes)
        ends.extend(evaluation.closes for evaluation in self.evaluations)
        return max(ends)

    def administration(self, code: str) -> Administration | None:
        return next((a for a in self.administrations if a.code == code), None)

    def theme(self, id: str) -> Theme | None:
        return next((t for t in self.themes if t.id == id), None)

    def question(self, id: str) -> Question | None:
        return next((q for s in self.sessions for q in s.prompts if q.id == id), None)

    def evaluation(self, id: str) -> Evaluation | None:
        return next((e for e in self.evaluations if e.id == id), None)
