"""Key messages: what stands of each, in which state, and who stands behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.features.key_messages.errors import UnknownMessage

REOPENED_FOR_AT_LEAST = timedelta(hours=1)
"""A reopened desk stays open to the end of the day, and never less than this."""
LONGEST_TRANSLATION = 4_000
"""A field of a form takes no more characters."""


class State(StrEnum):
    """Where the current version stands; each edit leads back to the first."""

    SUBMITTED = "submitted"
    TRANSLATED = "translated"
    CLEARED = "cleared"
    PUBLISHED = "published"


PUBLISHABLE = frozenset({State.CLEARED, State.PUBLISHED})
"""States that need no override to be published."""


class Change(StrEnum):
    """What one version has otherwise than the one before."""

    TEXT = "text"
    THEME = "theme"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Translation:
    """The current version in another language; `revision` counts its corrections from 1."""

    text: str
    translator: str
    at: datetime
    revision: int = 1


@dataclass(frozen=True, slots=True)
class KeyMessage:
    """A message as it now reads; `reference` is how people name it, such as `MW-2`.

    `author` is empty where its name was erased; `on_behalf` says that organisers wrote this version.
    """

    administration: str
    number: int
    status: State
    on_behalf: bool
    submitted_at: datetime
    version: int
    language: str
    theme: str | None
    text: str
    author: str
    written_at: datetime
    translations: Mapping[str, Translation] = field(default_factory=dict)

    @property
    def reference(self) -> str:
        return reference_of(self.administration, self.number)

    @property
    def revisions(self) -> int:
        """Grows with each translation and correction of this version."""
        return sum(translation.revision for translation in self.translations.values())

    @property
    def texts(self) -> dict[str, str]:
        """This version in every language there is of it, the original first."""
        return {self.language: self.text, **{code: it.text for code, it in self.translations.items()}}

    def lacks(self, languages: Iterable[str]) -> list[str]:
        """Those of `languages` that it has no text in."""
        return [code for code in languages if code not in self.texts]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a message; `author` is empty where the name was erased."""

    number: int
    language: str
    theme: str | None
    text: str
    author: str
    on_behalf: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Published:
    """A message as it stands in public: word for word what was published, and who endorsed that version.

    `current` is the version that now stands at the desk; `uncleared` says that an override let it through.
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
    status: State
    endorsers: frozenset[str]

    @property
    def reference(self) -> str:
        return reference_of(self.administration, self.number)

    @property
    def is_superseded(self) -> bool:
        """Something newer is on its way: another version, or another translation."""
        return self.status is not State.PUBLISHED

    def lacks(self, languages: Iterable[str]) -> list[str]:
        return [code for code in languages if code not in self.texts]

    def is_unanimous(self, represented: frozenset[str]) -> bool:
        """Every administration represented stands behind it; its own does so as it is."""
        return unanimous(self.administration, self.endorsers, represented)


def unanimous(author: str, endorsers: Iterable[str], represented: frozenset[str]) -> bool:
    """Whether all of `represented` stand behind a message of `author`; with one alone nothing is unanimous."""
    return len(represented) > 1 and represented <= {author, *endorsers}


def state_of(message: KeyMessage, languages: Iterable[str]) -> State:
    """The state of a version that nobody has cleared: translated where no language is lacking."""
    return State.SUBMITTED if message.lacks(languages) else State.TRANSLATED


def needs_translation(message: KeyMessage, languages: Sequence[str]) -> bool:
    return bool(message.lacks(languages))


def longest_translation(max_length: int) -> int:
    """How long the translation of a message of at most `max_length` may be: languages differ."""
    return min(2 * max_length, LONGEST_TRANSLATION)


def changes(before: Version, after: Version) -> list[Change]:
    pairs = {
        Change.TEXT: (before.text, after.text),
        Change.THEME: (before.theme, after.theme),
        Change.LANGUAGE: (before.language, after.language),
    }
    return [change for change, (was, now) in pairs.items() if was != now]


def reopened_until(now: datetime, zone: ZoneInfo) -> datetime:
    """Midnight in `zone`, or an hour from `now` where that is later."""
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return max(datetime.combine(tomorrow, time(), zone).astimezone(now.tzinfo), now + REOPENED_FOR_AT_LEAST)


def reference_of(administration: str, number: int) -> str:
    return f"{administration}-{number}"


def parse_reference(reference: str) -> tuple[str, int]:
    """`MW-2` as administration and number; `UnknownMessage` where it is none."""
    match = re.fullmatch(r"(.+)-(\d{1,6})", reference.strip().upper(), re.ASCII)
    if match is None:
        raise UnknownMessage(reference)
    return match[1], int(match[2])
