"""Texts for the people of a rehearsal: by question and theme for the sample workshop, general ones for others.

`dealt` means that no text is used twice as long as there are unused ones.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.programme import Workshop
from bot.rehearsal.words.files import in_language, read

GENERAL = "general"


@dataclass(frozen=True)
class KeyMessage:
    """A key message: its text in each language, and its theme if the workshop has it."""

    texts: Mapping[str, str]
    theme: str | None

    def text(self, language: str) -> str:
        return in_language(self.texts, language)


class Words:
    def __init__(self, workshop: Workshop, rng: random.Random) -> None:
        own, general = read(workshop.id), read(GENERAL)
        self._rng = rng
        self._answers: Mapping[str, Mapping[str, list[str]]] = {**general["answers"], **own.get("answers", {})}
        themes = {theme.id for theme in workshop.themes}
        self.key_messages = [_key_message(each, themes) for each in (own or general)["key_messages"]]
        self._additions: Sequence[Mapping[str, str]] = (own or general)["additions"]
        self._left: dict[tuple[str, str], list[str]] = {}
        self._messages_left: list[KeyMessage] = []

    def answer(self, question: str, language: str, *, kind: str = "question") -> str:
        """An answer to `question`, dealt; `kind` is `question` or `evaluation`, for one that nothing is known about."""
        key = question if question in self._answers else kind
        left = self._left.setdefault((key, language), [])
        if not left:
            texts = in_language(self._answers[key], language)
            left += self._rng.sample(texts, len(texts))
        return left.pop()

    def key_message(self) -> KeyMessage:
        """A key message, dealt: first those that all support."""
        if not self._messages_left:
            common, others = self.key_messages[:2], self.key_messages[2:]
            self._messages_left = [*common, *self._rng.sample(others, len(others))][::-1]
        return self._messages_left.pop()

    def is_common(self, text: str) -> bool:
        """Whether nearly all support the key message."""
        return any(text.startswith(common) for each in self.key_messages[:2] for common in each.texts.values())

    def addition(self, language: str, rng: random.Random, text: str) -> str:
        """What somebody adds to the key message `text`, which may have such an addition already."""
        all_of_them = [in_language(each, language) for each in self._additions]
        return rng.choice([each for each in all_of_them if each not in text] or all_of_them)

    def translate(self, text: str, language: str, to: str) -> str:
        """Translate a key message with its additions: each known text is replaced by its translation."""
        for texts in [*(message.texts for message in self.key_messages), *self._additions]:
            text = text.replace(in_language(texts, language), in_language(texts, to))
        return text

    def question(self, part: str, language: str) -> str:
        """The `text` of the question on the spot, or its `first` or `second` answer."""
        return str(in_language(read(GENERAL)["question"][part], language))

    def reason(self, of: str, language: str) -> str:
        return str(in_language(read(GENERAL)["reasons"][of], language))

    def bad_input(self, language: str) -> str:
        """A text that says it is a test, which a bot must store unchanged."""
        return str(in_language(read(GENERAL)["bad_input"], language))


def _key_message(entry: Mapping[str, str], themes: set[str]) -> KeyMessage:
    texts = {language: text for language, text in entry.items() if language != "theme"}
    theme = entry.get("theme")
    return KeyMessage(texts, theme if theme in themes else None)
