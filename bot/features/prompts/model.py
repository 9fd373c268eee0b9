"""A question put to the room: what answers it, how one is improvised, and what was answered in figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.answers import CHOICE_KINDS
from bot.core.programme import AnsweredBy, Option, PromptKind, Question, Scale
from bot.core.text import Text, fold, is_blank
from bot.features.prompts.errors import AnonymousByAdministration, BadQuestion

MOST_TEXT, MOST_LABEL, MOST_END = 300, 100, 45
"""Most characters of a question, of an option in all languages together, and of one end of a scale."""
MOST_OPTIONS = 25


@dataclass(frozen=True, slots=True)
class Written:
    """A question as a facilitator typed it: its text in each language, and its options, a line each."""

    texts: Text
    lines: str = ""

    @property
    def whole(self) -> str:
        """All that was typed, to be given back."""
        return "\n\n".join(part for part in (*self.texts.values(), self.lines) if part.strip())


def improvise(
    id: str, kind: PromptKind, by: AnsweredBy, written: Written, languages: Sequence[str], *, anonymous: bool
) -> Question:
    """The question a facilitator wrote on the spot. Raises `BadQuestion`, or `AnonymousByAdministration`."""
    if kind is PromptKind.ROUND:
        by = AnsweredBy.ADMINISTRATION
    if anonymous and by is AnsweredBy.ADMINISTRATION:
        raise AnonymousByAdministration(written.whole)
    texts = {language: " ".join(written.texts.get(language, "").split()) for language in languages}
    if any(is_blank(text) for text in texts.values()):
        raise BadQuestion("text", written.whole)
    if max(map(len, texts.values())) > MOST_TEXT:
        raise BadQuestion("long", written.whole)
    options, scale = _alternatives(kind, written, languages)
    return Question(id, kind, texts, by, anonymous, options=options, scale=scale)


def _alternatives(
    kind: PromptKind, written: Written, languages: Sequence[str]
) -> tuple[tuple[Option, ...], Scale | None]:
    lines = [_in_each_language(line, languages, written) for line in written.lines.splitlines() if not is_blank(line)]
    if kind is PromptKind.SCALE:
        if len(lines) != 2:
            raise BadQuestion("ends", written.whole)
        if any(len(words) > MOST_END for line in lines for words in line.values()):
            raise BadQuestion("long", written.whole)
        return (), Scale(*lines)
    if kind in CHOICE_KINDS:
        _check_options(lines, written)
        return tuple(Option(str(number), line) for number, line in enumerate(lines, 1)), None
    return (), None


def _in_each_language(line: str, languages: Sequence[str], written: Written) -> Mapping[str, str]:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != len(languages) or any(map(is_blank, parts)):
        raise BadQuestion("languages", written.whole)
    return dict(zip(languages, parts, strict=True))


def _check_options(lines: Sequence[Text], written: Written) -> None:
    if not 2 <= len(lines) <= MOST_OPTIONS:
        raise BadQuestion("options", written.whole)
    labels = [" / ".join(line.values()) for line in lines]
    if any(len(label) > MOST_LABEL for label in labels):
        raise BadQuestion("long", written.whole)
    if len({fold(label) for label in labels}) < len(labels):
        raise BadQuestion("twice", written.whole)
