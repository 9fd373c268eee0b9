"""The page's own words, and values as its template takes them."""

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
    """A name, and the initials and the colour that stand for it."""

    name: Markup
    initials: str
    colour: int

    @classmethod
    def of(cls, name: str) -> Avatar:
        return cls(isolate(name), initials(name), colour(name))


@dataclass(frozen=True, slots=True)
class PageLanguage:
    """How one language says things on the page: phrases, formats, timestamps."""

    say: Phrases
    formats: Formats
    stamps: Timestamps

    @classmethod
    def of(cls, language: str, workshop: Workshop) -> PageLanguage:
        return cls(phrases(language), Formats(language, workshop.zone), Timestamps(language, workshop.zone))

    def time(self, at: datetime) -> Markup:
        return self.stamps.moment(at)


def isolate(words: str) -> Markup:
    """`words` kept apart from the writing direction around them."""
    return Markup("<bdi>{}</bdi>").format(escape_html(words))


def fill_in(phrase: str, **values: Markup | str) -> Markup:
    """A phrase with its `%(name)s` filled in: what is no markup is escaped."""
    return Markup(escape(phrase)) % values
