"""The result of a reload: the changes, those without effect, and the losses."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.core.people import Participant
from bot.core.programme import Administration, Evaluation, Question, Workshop
from bot.core.schedule import Difference, SessionState
from bot.features.announcements.model import ListedAnnouncement
from bot.features.organisers.file_changes import FileChange


@dataclass(frozen=True, slots=True)
class WithoutEffect:
    """Changes of a file that have no effect, or none yet. Each list contains only things that the file changes.

    `kept` are sessions that keep their times or link, because they were changed live, have begun or were cancelled.
    `asked` are questions that were asked: they keep their text and options. `outcomes` are sessions whose outcome a
    facilitator wrote. `past` are new sessions that are over. `announced` was announced already, and will not be
    announced again. The time of `too_late` is past. `closed` are evaluations that have closed. `sealed` are closed
    anonymous evaluations that the file would open again. `desk`: the key-message desk has closed.
    """

    kept: list[SessionState] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)
    outcomes: list[SessionState] = field(default_factory=list)
    past: list[SessionState] = field(default_factory=list)
    announced: list[ListedAnnouncement] = field(default_factory=list)
    too_late: list[ListedAnnouncement] = field(default_factory=list)
    closed: list[Evaluation] = field(default_factory=list)
    sealed: list[Evaluation] = field(default_factory=list)
    desk: bool = False
    server: bool = False
    """The file names another Discord server."""


@dataclass(frozen=True, slots=True)
class OtherFiles:
    """The other workshop files.

    `new` are workshops whose files were added, `gone` those whose files were removed, `changed` those whose files
    differ from the running workshop.
    """

    new: list[Workshop] = field(default_factory=list)
    gone: list[Workshop] = field(default_factory=list)
    changed: list[Workshop] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReloadResult:
    """The changes of a workshop file: times, sessions and breaks, and everything else (`changes`)."""

    moved: list[Difference]
    added: list[SessionState]
    removed: list[SessionState]
    changes: list[FileChange] = field(default_factory=list)

    @property
    def nothing_changed(self) -> bool:
        return not (self.moved or self.added or self.removed or self.changes)

    def changes_key(self, *keys: str) -> bool:
        """Whether one of these keys of the file has another value."""
        return any(change.key.split(".")[0] in keys for change in self.changes)


@dataclass(frozen=True, slots=True)
class Losses:
    """What a changed file would remove.

    An organiser has to confirm it. `groups` come with their people, `languages` with their number of people.
    `purge_at`: personal data are past their retention, or will be within a week.
    """

    groups: list[tuple[Administration, list[Participant]]]
    sessions: list[SessionState]
    evaluations: list[Evaluation]
    languages: list[tuple[str, int]]
    key_messages: int
    purge_at: datetime | None

    @property
    def is_empty(self) -> bool:
        return not (
            self.groups or self.sessions or self.evaluations or self.languages or self.key_messages or self.purge_at
        )


@dataclass(frozen=True, slots=True)
class ReloadPreview:
    """What a reload would do.

    `without_group` are people whose group is not in the file, also because of earlier reloads. `print` is a hash of the
    files and of the losses.
    """

    workshop: Workshop
    result: ReloadResult
    without_effect: WithoutEffect
    files: OtherFiles
    losses: Losses
    without_group: list[Participant]
    print: str
