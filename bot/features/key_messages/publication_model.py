"""Published key messages, their endorsements, and the posts that show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.features.key_messages.model import MessageKey, MessageState, reference_of


@dataclass(frozen=True, slots=True)
class PublishedMessage:
    """A message exactly as it was published, and the administrations that endorsed this version.

    `current` is the number of the latest version at the desk. `uncleared` is true if it was published by override.
    """

    administration: str
    number: int
    version: int
    current: int
    language: str
    theme: str | None
    texts: Mapping[str, str]
    on_behalf: bool
    uncleared: bool
    state: MessageState
    endorsers: frozenset[str]

    @property
    def key(self) -> MessageKey:
        return MessageKey(self.administration, self.number)

    @property
    def reference(self) -> str:
        return reference_of(*self.key)

    @property
    def is_superseded(self) -> bool:
        """Whether a newer version, or another translation, will replace it."""
        return self.state is not MessageState.PUBLISHED

    def missing_languages(self, languages: Iterable[str]) -> list[str]:
        """Those of `languages` in which it has no text."""
        return [language for language in languages if language not in self.texts]

    def is_unanimous(self, represented: frozenset[str]) -> bool:
        """Whether every represented administration supports the message."""
        return unanimous(self.administration, self.endorsers, represented)


def unanimous(author: str, endorsers: Iterable[str], represented: frozenset[str]) -> bool:
    """Whether all of `represented` support a message of `author`.

    The author's administration supports its own message. With only one represented administration nothing is unanimous.
    """
    return len(represented) > 1 and represented <= {author, *endorsers}


@dataclass(frozen=True, slots=True)
class PublicationResult:
    """References of the messages that are newly published, and of those that changed. `total` messages are public now.

    `overridden` were published without a translation or without clearance. `lapsed` have changed, so that their
    endorsements no longer count.
    """

    new: list[str]
    changed: list[str]
    overridden: list[str]
    lapsed: list[str]
    total: int


@dataclass(frozen=True, slots=True)
class Endorsement:
    """An administration's endorsement of one version; `name` is the participant who gave it, empty if erased."""

    version: int
    participant: int | None
    name: str


class EndorsementOutcome(StrEnum):
    """What a command or a button did to an endorsement."""

    GIVEN = "given"
    ALREADY_GIVEN = "already given"
    WITHDRAWN = "withdrawn"
    NOT_GIVEN = "not given"


@dataclass(frozen=True, slots=True)
class EndorsementResult:
    """The outcome, the message as it is now, and the name of the person who had already endorsed it."""

    outcome: EndorsementOutcome
    message: PublishedMessage
    endorsed_by: str | None = None


@dataclass(frozen=True, slots=True)
class ChannelPost:
    """A post in the key messages' channel. `position` counts from 0 at the top; `content_hash` is `Post.print`.

    Without `message_id` the post was about to be sent.
    """

    position: int
    channel_id: int
    message_id: int | None
    content_hash: str
    at: datetime
