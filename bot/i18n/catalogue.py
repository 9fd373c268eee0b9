"""Phrases in the reader's language, from the `.po` files of translators.

The phrases in the code are English. Each other language is a folder under `locales/`.
"""

from functools import cache
from gettext import NullTranslations
from pathlib import Path

from bot.core.text import Text
from bot.i18n.compiled_catalogue import load_translations
from bot.i18n.language_codes import closest, folder_name
from bot.i18n.phrase import Phrase, fill

SOURCE = "en"
LOCALES = Path(__file__).resolve().parents[2] / "locales"


class Translated(str):
    """A phrase in the reader's language, with its English original.

    If it becomes part of a sentence that has no translation, the original is used: a sentence is in one language.
    """

    english: str

    @classmethod
    def of(cls, words: str, english: str) -> "Translated":
        self = cls(words)
        self.english = english
        return self


class Untranslated(str):
    """An English phrase that the catalogue lacks."""


class English(NullTranslations):
    """Used for phrases that a catalogue does not have."""

    def gettext(self, message: str) -> str:
        return Untranslated(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return Untranslated(msgid1 if n == 1 else msgid2)


class Phrases:
    """The phrases of one language. The variable is called `_` by convention: `_("Welcome, %(name)s.", name=…)`."""

    def __init__(self, language: str, translations: NullTranslations) -> None:
        self.language = language
        self.translations = translations

    def __call__(self, phrase: str, **values: object) -> str:
        """`phrase` in this language. `values` replace placeholders such as `%(name)s`."""
        return self._filled(self.translations.gettext(phrase), phrase, values)

    def n(self, singular: str, plural: str, count: int, **values: object) -> str:
        """The singular or plural of this language for `count`, which replaces `%(count)s`. In French 0 is singular."""
        english = singular if count == 1 else plural
        return self._filled(self.translations.ngettext(singular, plural, count), english, {"count": count, **values})

    def translate(self, phrase: Phrase) -> str:
        """`phrase`, and the phrases among its values, in this language."""
        values = {name: self.translate(it) if isinstance(it, Phrase) else it for name, it in phrase.values.items()}
        if phrase.many is None:
            return self(phrase.phrase, **values)
        words = self.translations.ngettext(phrase.phrase, phrase.many, phrase.number)
        return self._filled(words, phrase.phrase if phrase.number == 1 else phrase.many, values)

    def _filled(self, words: str, english: str, values: dict[str, object]) -> str:
        if self.language == SOURCE:
            return fill(words, values)
        in_english = {name: it.english if isinstance(it, Translated) else it for name, it in values.items()}
        whole_english = fill(english, in_english)
        return whole_english if isinstance(words, Untranslated) else Translated.of(fill(words, values), whole_english)

    def of(self, text: Text) -> str:
        """A text of the workshop file in this language; if it is missing, in the first language of the text."""
        return text.get(self.language) or next(iter(text.values()), "")


@cache
def phrases(language: str) -> Phrases:
    """The phrases of `language`; English ones if it has no catalogue."""
    if not _catalogue(language).exists():
        return Phrases(language if language == SOURCE else SOURCE, NullTranslations())
    translations = load_translations(_catalogue(language), folder_name(language))
    translations.add_fallback(English())
    return Phrases(language, translations)


def compile_all() -> None:
    """Write the `.mo` of every catalogue, for installations where the bot may not write into its own folder."""
    for language in available():
        phrases(language)


@cache
def available() -> frozenset[str]:
    """All languages with phrases, as Discord writes them: `pt-BR`."""
    files = LOCALES.glob("*/LC_MESSAGES/bot.po")
    return frozenset({SOURCE, *(file.parents[1].name.replace("_", "-") for file in files)})


def _catalogue(language: str) -> Path:
    return LOCALES / folder_name(language) / "LC_MESSAGES" / "bot.po"


def read_by(client: str) -> str:
    """The language with phrases for a reader whose Discord client is in `client`, such as `en-GB`; else English."""
    return closest(client, available()) or SOURCE


def mark(phrase: str) -> str:
    """Returns `phrase`. It marks it for extraction by pybabel where it is translated elsewhere."""
    return phrase
