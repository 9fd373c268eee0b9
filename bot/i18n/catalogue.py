"""Phrases in the reader's language, from the `.po` files that translators edit.

English is the language the phrases are written in; every other is a folder under `locales/`.
"""

from __future__ import annotations

from functools import cache
from gettext import NullTranslations
from pathlib import Path

from bot.core.text import Text
from bot.i18n.compiled_catalogue import load_translations
from bot.i18n.phrase import Phrase, filled

SOURCE = "en"
LOCALES = Path(__file__).resolve().parents[2] / "locales"


class Phrases:
    """One language's phrases. By custom the variable is `_`: `_("Welcome, %(name)s.", name=…)`."""

    def __init__(self, language: str, translations: NullTranslations) -> None:
        self.language = language
        self._translations = translations

    def __call__(self, phrase: str, **values: object) -> str:
        """`phrase` in this language, its `%(name)s` filled in."""
        return filled(self._translations.gettext(phrase), values)

    def n(self, singular: str, plural: str, count: int, **values: object) -> str:
        """The form of this language for `count`; in French 0 is singular. `%(count)s` is filled in."""
        return filled(self._translations.ngettext(singular, plural, count), {"count": count, **values})

    def said(self, phrase: Phrase) -> str:
        """What was worded elsewhere, in this language, and so all that it is made of."""
        values = {name: self.said(it) if isinstance(it, Phrase) else it for name, it in phrase.values.items()}
        if phrase.many is None:
            return self(phrase.phrase, **values)
        return filled(self._translations.ngettext(phrase.phrase, phrase.many, phrase.number), values)

    def of(self, text: Text) -> str:
        """An authored text in this language; in its first where this one is not among them."""
        return text.get(self.language) or next(iter(text.values()))


@cache
def phrases(language: str) -> Phrases:
    """The phrases of `language`; the English ones where there is no catalogue."""
    if not _catalogue(language).exists():
        return Phrases(language if language == SOURCE else SOURCE, NullTranslations())
    return Phrases(language, load_translations(_catalogue(language), language))


def compile_all() -> None:
    """Make the `.mo` of every catalogue: for an installation in which the bot may write nothing beside its data."""
    for language in available():
        phrases(language)


@cache
def available() -> frozenset[str]:
    """Every language there are phrases in."""
    return frozenset({SOURCE} | {file.parents[1].name for file in LOCALES.glob("*/LC_MESSAGES/bot.po")})


def _catalogue(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "bot.po"


def mark(phrase: str) -> str:
    """`phrase` itself: marks it for extraction where it is translated later."""
    return phrase
