"""The language of the page itself: phrases, formats, and values escaped for its template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup, escape

from bot.core.programme import Workshop
from bot.i18n.catalogue import Phrases, phrases
from bot.i18n.formats import Formats
from bot.rehearsal.transcript.escaping import escape_html
from bot.rehearsal.transcript.names import colour, initials
from bot.rehearsal.transcript.timestamps import Timestamps


@dataclass(frozen=True, slots=True)
class Avatar:
    """A name, and the initials and the colour of its avatar."""

    name: Markup
    initials: str
    colour: int

    @classmethod
    def of(cls, name: str) -> Avatar:
        return cls(isolate(name), initials(name), colour(name))


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


def isolate(words: str) -> Markup:
    """`words` in a `bdi` element, so that their writing direction does not affect the text around them."""
    return Markup("<bdi>{}</bdi>").format(escape_html(words))


def fill_in(phrase: str, **values: Markup | str) -> Markup:
    """Fill in the placeholders of `phrase`; values that are no `Markup` are escaped."""
    return Markup(escape(phrase)) % values
