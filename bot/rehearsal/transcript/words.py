"""The page's own words, and values as its template takes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup, escape

from bot.core.programme import Workshop
from bot.i18n.catalogue import Phrases, phrases
from bot.i18n.formats import Formats
from bot.rehearsal.transcript.controls import shown
from bot.rehearsal.transcript.names import colour, initials
from bot.rehearsal.transcript.stamps import Stamps


@dataclass(frozen=True, slots=True)
class Face:
    """A name, and the initials and the colour that stand for it."""

    name: Markup
    initials: str
    colour: int

    @classmethod
    def of(cls, name: str) -> Face:
        return cls(bdi(name), initials(name), colour(name))


@dataclass(frozen=True, slots=True)
class Tongue:
    """How one language says things on the page: phrases, formats, timestamps."""

    say: Phrases
    formats: Formats
    stamps: Stamps

    @classmethod
    def of(cls, language: str, workshop: Workshop) -> Tongue:
        return cls(phrases(language), Formats(language, workshop.zone), Stamps(language, workshop.zone))

    def time(self, at: datetime) -> Markup:
        return self.stamps.moment(at)


def bdi(words: str) -> Markup:
    """`words` kept apart from the writing direction around them."""
    return Markup("<bdi>{}</bdi>").format(shown(words))


def filled(phrase: str, **values: Markup | str) -> Markup:
    """A phrase with its `%(name)s` filled in: what is no markup is escaped."""
    return Markup(escape(phrase)) % values
