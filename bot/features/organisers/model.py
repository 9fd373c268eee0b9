"""What organisers see: the result of a setup, and the state of the workshop."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.core.objections import Objection
from bot.core.people import Participant
from bot.core.programme import Question
from bot.core.schedule import SessionState
from bot.features.announcements.model import ListedAnnouncement
from bot.features.attendance.model import SessionAttendance
from bot.features.floor.model import Floor
from bot.features.key_messages.model import Coverage
from bot.features.programme.outcome_model import MissingOutcome


@dataclass
class SetupResult:
    """The result of `/workshop setup`: names of what was created, and of what could not be.

    `refused` holds Discord's reasons, `lacking` names of permissions, `too_high` names of roles above the bot's own.
    """

    roles: list[str] = field(default_factory=list)
    channels: list[str] = field(default_factory=list)
    events: int = 0
    refused: list[str] = field(default_factory=list)
    two_factor: bool = False
    """Discord asks for two-factor authentication of the account that owns the application."""
    wait: float = 0.0
    """Seconds until Discord allows us to create more."""
    lacking: list[str] = field(default_factory=list)
    too_high: list[str] = field(default_factory=list)
    welcomed: list[str] = field(default_factory=list)
    """Names of the channels in which a welcome was posted."""
    welcome_failure: str | None = None
    """Why it could not be posted: the `why` of a `DeliveryFailed`."""
    own_role: str | None = None
    """The name of the role that the person who ran the setup got."""
    unused: list[Objection] = field(default_factory=list)
    """Existing roles and channels that are not used."""
    unseen: list[tuple[str, list[str]]] = field(default_factory=list)
    """Roles whose members do not see their commands in Discord's menus, and the permissions that would show them."""
    writers: list[tuple[str, list[str]]] = field(default_factory=list)
    """Mentions of channels in which only the bot should write, and the roles that can write there."""
    organisers: list[str] = field(default_factory=list)
    """The people who already had the role when it became the organisers' role."""

    @property
    def nothing_created(self) -> bool:
        return not (self.roles or self.channels or self.events or self.welcomed or self.own_role)

    @property
    def created(self) -> str:
        """Names of roles and channels, and the number of events, for the audit log."""
        return ", ".join([*self.roles, *self.channels, *([f"{self.events} events"] if self.events else [])])


@dataclass(frozen=True, slots=True)
class WorkshopStatus:
    """The state of the workshop at one moment. `attendance` is of the session in progress, None without one."""

    attendance: SessionAttendance | None
    upcoming: SessionState | None
    ahead: list[ListedAnnouncement]
    """The next announcements."""
    troubles: list[ListedAnnouncement]
    """Announcements that were skipped or failed, the newest first."""
    paused: bool


@dataclass(frozen=True, slots=True)
class OpenPrompt:
    """An open question and the number of answers. `administrations` is 0 when the question is anonymous."""

    question: Question
    answers: int
    administrations: int
    closes_at: datetime
    """When it closes, unless somebody closes it before (UTC)."""


@dataclass(frozen=True, slots=True)
class BoardState:
    """Everything that the organisers' board shows. `coverage` is None in a workshop without key messages."""

    status: WorkshopStatus
    floor: Floor
    open_prompts: list[OpenPrompt]
    coverage: Coverage | None
    pending: list[Participant]
    """People who wait for approval."""
    outcomes: list[MissingOutcome] = field(default_factory=list)
    """Ended sessions without an outcome, the last one first."""
