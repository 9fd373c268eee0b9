"""What a changed workshop file changes, what of it has no effect, and what it takes away."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.core.people import Participant
from bot.core.programme import Administration, Evaluation, Question, Workshop
from bot.core.schedule import Difference, SessionState
from bot.features.announcements.model import ListedAnnouncement
from bot.features.organisers.file_changes import FileChange


@dataclass(frozen=True, slots=True)
class WithoutEffect:
    """What of a changed file has no effect, or none yet. Each list holds only what the file changes.

    `kept` are sessions whose hours or link stay, since they were changed live, have begun or were cancelled. `asked`
    are questions that were asked: they keep their words and their options. `outcomes` are sessions of which a
    facilitator wrote what came of them. `past` are new sessions that are over. `announced` was announced already, and
    is not a second time; the time of `too_late` is past. `closed` are evaluations that have closed: `sealed` are those
    that the file would open again, and whose answers are anonymous. `desk`: the key-message desk has closed.
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
    """What became of the other workshop files.

    `new` are workshops whose files were not there before, `gone` those whose files are no longer there, `changed` those
    whose files differ from what runs.
    """

    new: list[Workshop] = field(default_factory=list)
    gone: list[Workshop] = field(default_factory=list)
    changed: list[Workshop] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReloadResult:
    """What a changed workshop file changes: hours, sessions and breaks, and everything else (`changes`)."""

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
    """What a changed file takes away, and an organiser has to confirm.

    `groups` come with their people, `languages` with the number of theirs. `purge_at`: personal data are past their
    retention, or will be within a week.
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
    """What a reload would do. `without_group` are people whose group the file does not have, also from earlier.

    `print` is a hash of the files and of what is taken away.
    """

    workshop: Workshop
    result: ReloadResult
    without_effect: WithoutEffect
    files: OtherFiles
    losses: Losses
    without_group: list[Participant]
    print: str
