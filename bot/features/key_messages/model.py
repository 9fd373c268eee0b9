"""Key messages: their versions, translations and states, and what the desk has received."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.core.people import Actor, Participant
from bot.core.programme import Administration, Workshop
from bot.features.key_messages.errors import UnknownMessage

MIN_REOPENING = timedelta(hours=1)
"""A reopened desk stays open until the end of the day, and at least this long."""
MAX_TRANSLATION_LENGTH = 4_000
"""A text field of a form takes no more characters (Discord, Text Input)."""


class MessageState(StrEnum):
    """The state of a message's current version. Each edit leads back to `SUBMITTED`."""

    SUBMITTED = "submitted"
    TRANSLATED = "translated"
    CLEARED = "cleared"
    PUBLISHED = "published"


PUBLISHABLE = frozenset({MessageState.CLEARED, MessageState.PUBLISHED})
"""States that can be published without an override."""


class VersionChange(StrEnum):
    """What differs between a version and the one before it."""

    TEXT = "text"
    THEME = "theme"
    LANGUAGE = "language"


class MessageKey(NamedTuple):
    """Identifies a message within its workshop."""

    administration: str
    number: int


@dataclass(frozen=True, slots=True)
class Translation:
    """The current version in another language. `revision` is 1 for the first translation; each correction adds 1."""

    text: str
    revision: int = 1


@dataclass(frozen=True, slots=True)
class KeyMessage:
    """A message with its current version.

    `author` is empty if the name was erased. `on_behalf`: organisers wrote this version.
    """

    administration: str
    number: int
    state: MessageState
    on_behalf: bool
    version: int
    language: str
    theme: str | None
    text: str
    author: str
    written_at: datetime
    translations: Mapping[str, Translation] = field(default_factory=dict)

    @property
    def key(self) -> MessageKey:
        return MessageKey(self.administration, self.number)

    @property
    def reference(self) -> str:
        """The name that people use for the message, such as `MW-2`."""
        return reference_of(*self.key)

    @property
    def revisions(self) -> int:
        """The sum of all revision numbers. It grows with each translation and each correction of this version."""
        return sum(translation.revision for translation in self.translations.values())

    @property
    def texts(self) -> dict[str, str]:
        """This version in every language that it has, the original first."""
        translated = {language: translation.text for language, translation in self.translations.items()}
        return {self.language: self.text, **translated}

    def missing_languages(self, languages: Iterable[str]) -> list[str]:
        """Those of `languages` in which it has no text."""
        return [language for language in languages if language not in self.texts]


@dataclass(frozen=True, slots=True)
class NewVersion:
    """The content of a form, and its author."""

    text: str
    language: str
    theme: str | None
    author: Actor
    on_behalf: bool = False


@dataclass(frozen=True, slots=True)
class MessageVersion:
    """One version of a message. `author` is empty if the name was erased."""

    number: int
    language: str
    theme: str | None
    text: str
    author: str
    on_behalf: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which administrations have sent messages, and which have not."""

    sent: list[Administration]
    missing: list[Administration]
    messages: int


@dataclass(frozen=True, slots=True)
class DeskOverview:
    """What the desk has received, by state and by theme (None: without a theme)."""

    coverage: Coverage
    by_state: dict[MessageState, list[KeyMessage]]
    by_theme: dict[str | None, int]
    untranslated: list[KeyMessage]
    on_behalf: list[KeyMessage]


@dataclass(frozen=True, slots=True)
class DeskInvitation:
    """Administrations that are asked to write, their people, and when the desk closes for them (UTC)."""

    administrations: list[Administration]
    people: list[Participant]
    until: datetime


def state_of(message: KeyMessage, languages: Iterable[str]) -> MessageState:
    """The state of a version that nobody has cleared. It is translated when no language is missing."""
    return MessageState.SUBMITTED if message.missing_languages(languages) else MessageState.TRANSLATED


def max_translation_length(max_length: int) -> int:
    """The longest translation of a message of at most `max_length` characters. Some languages need more room."""
    return min(2 * max_length, MAX_TRANSLATION_LENGTH)


def changes(before: MessageVersion, after: MessageVersion) -> list[VersionChange]:
    pairs = {
        VersionChange.TEXT: (before.text, after.text),
        VersionChange.THEME: (before.theme, after.theme),
        VersionChange.LANGUAGE: (before.language, after.language),
    }
    return [change for change, (old, new) in pairs.items() if old != new]


def coverage_of(workshop: Workshop, counts: Mapping[str, int]) -> Coverage:
    """Coverage from the number of messages of each administration."""
    return Coverage(
        [each for each in workshop.administrations if counts.get(each.code)],
        [each for each in workshop.administrations if not counts.get(each.code)],
        sum(counts.values()),
    )


def overview_of(workshop: Workshop, messages: Sequence[KeyMessage]) -> DeskOverview:
    by_state: dict[MessageState, list[KeyMessage]] = {state: [] for state in MessageState}
    for message in messages:
        by_state[message.state].append(message)
    themes = Counter(known_theme(workshop, message.theme) for message in messages)
    return DeskOverview(
        coverage_of(workshop, Counter(message.administration for message in messages)),
        by_state,
        {theme: themes[theme] for theme in (*(each.id for each in workshop.themes), None) if themes[theme]},
        [message for message in messages if message.missing_languages(workshop.languages)],
        [message for message in messages if message.on_behalf],
    )


def known_theme(workshop: Workshop, theme: str | None) -> str | None:
    """The theme, or None if it is no longer in the workshop's file."""
    return theme if theme and workshop.theme(theme) else None


def file_order(workshop: Workshop) -> Callable[[MessageKey], tuple[int, str, int]]:
    """A sort key: administrations in the order of the workshop's file, those no longer in the file last."""
    position = {each.code: number for number, each in enumerate(workshop.administrations)}
    return lambda key: (position.get(key.administration, len(position)), *key)


def reopened_until(now: datetime, zone: ZoneInfo) -> datetime:
    """The next midnight in `zone`, but not before `now` plus one hour."""
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return max(datetime.combine(tomorrow, time(), zone).astimezone(now.tzinfo), now + MIN_REOPENING)


def reference_of(administration: str, number: int) -> str:
    return f"{administration}-{number}"


def parse_reference(reference: str) -> MessageKey:
    """Parse `MW-2`. Raises `UnknownMessage` if it is not a reference."""
    match = re.fullmatch(r"(.+)-(\d{1,6})", reference.strip().upper(), re.ASCII)
    if match is None:
        raise UnknownMessage(reference)
    return MessageKey(match[1], int(match[2]))
