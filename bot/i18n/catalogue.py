"""Phrases in the reader's language, from the `.po` files of translators.

The phrases in the code are English. Each other language is a folder under `locales/`.
"""

from functools import cache
from gettext import NullTranslations
from pathlib import Path

from bot.core.text import Text
from bot.i18n.compiled_catalogue import load_translations
from bot.i18n.phrase import Phrase, fill

SOURCE = "en"
LOCALES = Path(__file__).resolve().parents[2] / "locales"


class Phrases:
    """The phrases of one language. The variable is called `_` by convention: `_("Welcome, %(name)s.", name=…)`."""

    def __init__(self, language: str, translations: NullTranslations) -> None:
        self.language = language
        self.translations = translations

    def __call__(self, phrase: str, **values: object) -> str:
        """`phrase` in this language. `values` replace placeholders such as `%(name)s`."""
        return fill(self.translations.gettext(phrase), values)

    def n(self, singular: str, plural: str, count: int, **values: object) -> str:
        """The singular or plural of this language for `count`, which replaces `%(count)s`. In French 0 is singular."""
        return fill(self.translations.ngettext(singular, plural, count), {"count": count, **values})

    def said(self, phrase: Phrase) -> str:
        """`phrase`, and the phrases among its values, in this language."""
        values = {name: self.said(it) if isinstance(it, Phrase) else it for name, it in phrase.values.items()}
        if phrase.many is None:
            return self(phrase.phrase, **values)
        return fill(self.translations.ngettext(phrase.phrase, phrase.many, phrase.number), values)

    def of(self, text: Text) -> str:
        """A text of the workshop file in this language; if it is missing, in the first language of the text."""
        return text.get(self.language) or next(iter(text.values()), "")


@cache
def phrases(language: str) -> Phrases:
    """The phrases of `language`; English ones if it has no catalogue."""
    if not _catalogue(language).exists():
        return Phrases(language if language == SOURCE else SOURCE, NullTranslations())
    return Phrases(language, load_translations(_catalogue(language), language))


def compile_all() -> None:
    """Write the `.mo` of every catalogue, for installations where the bot may not write into its own folder."""
    for language in available():
        phrases(language)


@cache
def available() -> frozenset[str]:
    """All languages with phrases."""
    return frozenset({SOURCE} | {file.parents[1].name for file in LOCALES.glob("*/LC_MESSAGES/bot.po")})


def _catalogue(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "bot.po"


def mark(phrase: str) -> str:
    """Returns `phrase`. It marks it for extraction by pybabel where it is translated elsewhere."""
    return phrase
