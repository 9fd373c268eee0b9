"""A workshop as its file describes it: days, sessions, administrations, questions.

All instants are aware datetimes in UTC. The workshop's time zone is used to show them.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

from bot.core.about import About, Certificate, GroupWord
from bot.core.text import Text

MAX_OUTCOME = 500
"""Most characters of a session's outcome in one language: those of a day fit into the evening summary."""


class PromptKind(StrEnum):
    OPEN = "open"
    CHOICE = "choice"
    MULTIPLE = "multiple"
    SCALE = "scale"
    ROUND = "round"


class AnsweredBy(StrEnum):
    PARTICIPANT = "participant"
    ADMINISTRATION = "administration"


class SessionKind(StrEnum):
    SESSION = "session"
    BREAK = "break"


class Registration(StrEnum):
    CODE = "code"
    OPEN = "open"
    APPROVAL = "approval"


@dataclass(frozen=True, slots=True)
class Administration:
    """A group for which people take part. `language` and `timezone` (IANA) are its own."""

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
    """The labels of a scale's ends, 1 and 5."""

    low: Text
    high: Text


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the participants. `max_length` limits a written answer, in characters."""

    id: str
    kind: PromptKind
    text: Text
    by: AnsweredBy = AnsweredBy.PARTICIPANT
    anonymous: bool = False
    max_length: int = 1000
    options: tuple[Option, ...] = ()
    scale: Scale | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document for a session, somewhere else on the web."""

    title: Text
    url: str


@dataclass(frozen=True, slots=True)
class Session:
    """A session or a break as planned. `link`: where it is held, if not at Discord; `outcome`: what came of it."""

    id: str
    title: Text
    start: datetime
    duration: timedelta
    description: Text | None = None
    speakers: tuple[str, ...] = ()
    link: str | None = None
    themes: tuple[str, ...] = ()
    prompts: tuple[Question, ...] = ()
    kind: SessionKind = SessionKind.SESSION
    documents: tuple[Document, ...] = ()
    outcome: Text | None = None

    @property
    def end(self) -> datetime:
        return self.start + self.duration


@dataclass(frozen=True, slots=True)
class Day:
    """`number` counts from 1; `date` is local. `breaks` are shown in the agenda only."""

    number: int
    date: date
    title: Text
    sessions: tuple[Session, ...]
    breaks: tuple[Session, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """The key-message desk. `opens` is a session's id (it opens with the session) or an instant.

    `reminders` are times before it closes; `max_length` is in characters.
    """

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
    """An evaluation form. `opens` is a session's id (it opens when the session ends) or an instant."""

    id: str
    title: Text
    opens: str | datetime
    closes: datetime
    anonymous: bool
    questions: tuple[EvaluationQuestion, ...]


@dataclass(frozen=True, slots=True)
class Roles:
    """The names or ids of the roles at Discord."""

    organiser: str = "Organisers"
    facilitator: str = "Facilitators"
    coordinator: str = "Coordinators"


@dataclass(frozen=True, slots=True)
class Channels:
    """The names or ids of the channels at Discord. `announcements` is one channel, or one for each language."""

    announcements: str | Text = "announcements"
    plenary: str = "plenary"
    organisers: str = "organisers"
    key_messages: str = "key-messages"
    interpreters: str | None = None
    stage: str | None = None

    def announcement_languages(self) -> tuple[str, ...]:
        """The language of each copy of an announcement: `("",)` if one message carries all languages."""
        return ("",) if isinstance(self.announcements, str) else tuple(self.announcements)


@dataclass(frozen=True, slots=True)
class AttendanceRule:
    """How presence is counted.

    Sign-in opens `opens` before the session. People who sign in more than `late_after` after its start are late. People
    who attend at least `present_after` of its length (0 to 1) are present. `code`: signing in needs a code.
    """

    opens: timedelta = timedelta(minutes=15)
    late_after: timedelta = timedelta(minutes=10)
    present_after: float = 0.5
    code: bool = False


@dataclass(frozen=True, slots=True)
class DataController:
    """The data controller: their name, their contact, and the legal basis for keeping data."""

    controller: Text
    contact: str
    basis: Text


CERTIFICATE_VALUES = ("name", "hours", "sessions")
"""The placeholders in the text of a certificate, such as `%(name)s`."""


@dataclass(frozen=True)
class Workshop:
    """Everything that a workshop file says.

    `reminders` are times before each session; `late_grace` is how late an announcement may still be sent;
    `agenda_before` counts from the day's first session, `summary_after` from the end of its last; personal data are
    purged `retention` after the last day (None: never); `mention` names the kinds of announcements that ping people;
    `notice` stands in the welcome and in `/privacy show`; `groups` is None if they are called administrations;
    `previous` is the id of the edition before; `source` is the text of the file.
    """

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
    reminders: tuple[timedelta, ...] = (timedelta(minutes=10),)
    late_grace: timedelta = timedelta(minutes=15)
    agenda_before: timedelta = timedelta(hours=2)
    summary_after: timedelta = timedelta(minutes=15)
    attendance: AttendanceRule = field(default_factory=AttendanceRule)
    retention: timedelta | None = None
    link: str | None = None
    mention: frozenset[str] = frozenset({"opening", "change"})
    desk: Desk | None = None
    evaluations: tuple[Evaluation, ...] = ()
    notice: Text | None = None
    privacy: DataController | None = None
    about: About = field(default_factory=About)
    certificate: Certificate | None = None
    groups: GroupWord | None = None
    previous: str | None = None
    source: str = field(default="", compare=False, repr=False)

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        return tuple(session for day in self.days for session in day.sessions)

    @cached_property
    def breaks(self) -> tuple[Session, ...]:
        return tuple(each for day in self.days for each in day.breaks)

    @property
    def first_language(self) -> str:
        return self.languages[0]

    @cached_property
    def starts(self) -> datetime:
        return min(session.start for session in self.sessions)

    @cached_property
    def ends(self) -> datetime:
        """When the last session, the desk and all evaluations are over, as planned."""
        ends = [session.end for session in self.sessions]
        if self.desk:
            ends.append(self.desk.closes)
        ends.extend(evaluation.closes for evaluation in self.evaluations)
        return max(ends)

    @cached_property
    def _administrations_by_code(self) -> dict[str, Administration]:
        return {each.code: each for each in self.administrations}

    def administration(self, code: str) -> Administration | None:
        return self._administrations_by_code.get(code)

    def theme(self, id: str) -> Theme | None:
        return next((t for t in self.themes if t.id == id), None)

    def question(self, id: str) -> Question | None:
        return next((q for s in self.sessions for q in s.prompts if q.id == id), None)

    def evaluation(self, id: str) -> Evaluation | None:
        return next((e for e in self.evaluations if e.id == id), None)
