"""The progress on a published key message since the edition in which it was published."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.features.key_messages.publication_model import PublishedMessage

MAX_NOTE = 500
"""Characters of a note, in each language."""


class ProgressStatus(StrEnum):
    TAKEN_UP = "taken_up"
    UNDER_WAY = "under_way"
    DONE = "done"
    NOT_TAKEN_UP = "not_taken_up"


@dataclass(frozen=True, slots=True)
class Progress:
    """`notes`: language to text. A language without a note is not in it."""

    status: ProgressStatus
    notes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FollowedMessage:
    """A published message of the previous edition, and the progress on it. None: nobody has entered any yet."""

    message: PublishedMessage
    progress: Progress | None
