"""Hears which of the workshop's languages a text is in, so that the page can say so to a screen reader."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from math import log
from typing import Any

from babel.messages.pofile import read_po

from bot.core.programme import Workshop
from bot.i18n.catalogue import LOCALES, SOURCE

CLEAR = 2.5
"""How far (in nats) one language must be ahead of the next."""
_WORD = re.compile(r"[^\W\d_]+")
_NOT_WORDS = re.compile(r"<[^<>\s]*>|https?://\S+|%\(\w+\)\w|/\w+")


class Ear:
    """Learns each language from what the workshop file and the catalogues say in it."""

    def __init__(self, workshop: Workshop) -> None:
        self._heard = {language: Counter[str]() for language in workshop.languages}
        for language, text in [*_authored(workshop, workshop.languages), *_phrases(workshop.languages)]:
            self._heard[language].update(_words(text))
        self._known = set().union(*self._heard.values())
        self._wholes = {language: heard.total() + len(self._known) for language, heard in self._heard.items()}

    def language(self, text: str, likely: str | None = None) -> str | None:
        """The language of `text`; `likely`, or None, where that cannot be told."""
        words = [word for word in _words(text) if word in self._known]
        scores = sorted(((self._likelihood(words, each), each) for each in self._heard), reverse=True)
        if len(scores) == 1 or scores[0][0] - scores[1][0] >= CLEAR:
            return scores[0][1]
        return likely

    def _likelihood(self, words: list[str], language: str) -> float:
        heard, whole = self._heard[language], self._wholes[language]
        return sum(log((heard[word] + 1) / whole) for word in words)


def _words(text: str) -> list[str]:
    return _WORD.findall(_NOT_WORDS.sub(" ", text).lower())


def _authored(it: Any, languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Every text of the workshop file, with its language."""
    if isinstance(it, Mapping):
        yield from ((language, it[language]) for language in languages if isinstance(it.get(language), str))
    elif is_dataclass(it):
        for field in fields(it):
            yield from _authored(getattr(it, field.name), languages)
    elif isinstance(it, tuple):
        for each in it:
            yield from _authored(each, languages)


def _phrases(languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Every phrase of the bot in the workshop's languages."""
    for file in LOCALES.glob("*/LC_MESSAGES/bot.po"):
        with file.open("rb") as po:
            for message in read_po(po):
                for language, said in ((SOURCE, message.id), (file.parents[1].name, message.string)):
                    if said and language in languages:
                        yield language, said if isinstance(said, str) else " ".join(said)
