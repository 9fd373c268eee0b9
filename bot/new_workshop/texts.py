"""The texts of a first workshop in each of its languages, in English if a catalogue lacks them."""

import json
from collections.abc import Sequence

from bot.core.text import Text
from bot.i18n.catalogue import mark, phrases


def text(english: str, languages: Sequence[str]) -> Text:
    """A phrase (see `mark`) in each of `languages`."""
    return {language: phrases(language)(english) for language in languages}


def day_title(number: int, days: int, languages: Sequence[str]) -> Text:
    """The title of day `number` of `days`."""
    if days == 1:
        return text(mark("The day"), languages)
    if number in (1, days):
        return text(mark("First day") if number == 1 else mark("Last day"), languages)
    return {language: phrases(language)(mark("Day %(number)s"), number=number) for language in languages}


def yaml_string(text: Text) -> str:
    """A YAML mapping on one line."""
    return "{" + ", ".join(f"{language}: {quoted_words(words)}" for language, words in text.items()) + "}"


def quoted_words(words: str) -> str:
    """A text in double quotes: JSON strings are valid YAML."""
    return json.dumps(words, ensure_ascii=False)
