"""A notice that an organiser corrects: its copies, one per channel, and the result for each."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bot.features.announcements.model import AnnouncementRecord


class CorrectionFault(StrEnum):
    """Why a copy was not corrected."""

    MESSAGE_GONE = "message gone"
    CHANNEL_GONE = "channel gone"
    NOT_OURS = "not ours"
    NOT_PERMITTED = "not permitted"
    UNREACHABLE = "unreachable"
    BEING_SENT = "being sent"


@dataclass(frozen=True, slots=True)
class Notice:
    """What an organiser announces. `copies`: one message with all languages, or one for each language's channel."""

    subject: str
    copies: Sequence[AnnouncementRecord]

    def texts(self, languages: Collection[str]) -> dict[str, str]:
        """The current text by language, each from the copy that contains it.

        One copy may be corrected and another not.
        """
        return {language: self._text(language) for language in languages}

    def _text(self, language: str) -> str:
        copy = next((it for it in self.copies if it.announcement.language in ("", language)), None)
        return texts_of(copy).get(language, "") if copy else ""

    def to_correct(self, texts: Mapping[str, str]) -> Iterator[AnnouncementRecord]:
        """The copies that `texts` would change."""
        for copy in self.copies:
            before = texts_of(copy)
            carried = [copy.announcement.language] if copy.announcement.language else list(texts)
            if any(texts.get(language) != before.get(language) for language in carried):
                yield copy


def texts_of(copy: AnnouncementRecord) -> dict[str, str]:
    found: dict[str, str] = json.loads(copy.announcement.payload or "{}")
    return found


@dataclass(slots=True)
class Correction:
    """The result of a correction.

    `corrected` are mentions of channels; each of `faults` has a channel's mention or name. `unsent`: a copy that is not
    sent yet has the new text.
    """

    corrected: list[str] = field(default_factory=list)
    faults: list[tuple[CorrectionFault, str]] = field(default_factory=list)
    unsent: bool = False
