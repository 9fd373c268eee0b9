"""The language of the page itself: phrases, formats and timestamps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.core.programme import Workshop
from bot.i18n.catalogue import Phrases, phrases
from bot.i18n.formats import Formats
from fakecord.render.timestamps import Timestamps


@dataclass(frozen=True, slots=True)
class PageLanguage:
    """Phrases, formats and timestamps in one language."""

    phrases: Phrases
    formats: Formats
    timestamps: Timestamps

    @classmethod
    def of(cls, language: str, workshop: Workshop) -> PageLanguage:
        return cls(phrases(language), Formats(language, workshop.zone), Timestamps(language, workshop.zone))

    def time(self, at: datetime) -> Markup:
        return self.timestamps.clock_time(at)
