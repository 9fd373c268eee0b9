"""Turns the texts that a facilitator typed during a session into a `Question`."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.answers import CHOICE_KINDS
from bot.core.programme import AnsweredBy, Option, PromptKind, Question, Scale
from bot.core.text import Text, fold, is_blank
from bot.features.prompts.errors import AnonymousByAdministration, BadQuestion

MAX_TEXT = 300
"""Characters of a question in one language."""
MAX_OPTION = 100
"""Characters of an option in all languages together."""
MAX_SCALE_END = 45
"""Characters of one end of a scale in one language."""
MAX_OPTIONS = 25


@dataclass(frozen=True, slots=True)
class TypedQuestion:
    """What a facilitator typed.

    The text in each language, and the options or the two ends of the scale, one per line.
    """

    texts: Text
    lines: str = ""

    @property
    def whole(self) -> str:
        """Everything that was typed, so that a refusal can give it back."""
        return "\n\n".join(part for part in (*self.texts.values(), self.lines) if part.strip())


def compose_question(
    id: str, kind: PromptKind, by: AnsweredBy, typed: TypedQuestion, languages: Sequence[str], *, anonymous: bool
) -> Question:
    """Create a question from the typed texts.

    A round is always answered by administrations. Raises `BadQuestion` or `AnonymousByAdministration`; both give back
    the whole text.
    """
    if kind is PromptKind.ROUND:
        by = AnsweredBy.ADMINISTRATION
    if anonymous and by is AnsweredBy.ADMINISTRATION:
        raise AnonymousByAdministration(typed.whole)
    texts = {language: " ".join(typed.texts.get(language, "").split()) for language in languages}
    if any(is_blank(text) for text in texts.values()):
        raise BadQuestion("text", typed.whole)
    if max(map(len, texts.values())) > MAX_TEXT:
        raise BadQuestion("long", typed.whole)
    options, scale = _options_or_scale(kind, typed, languages)
    return Question(id, kind, texts, by, anonymous, options=options, scale=scale)


def _options_or_scale(
    kind: PromptKind, typed: TypedQuestion, languages: Sequence[str]
) -> tuple[tuple[Option, ...], Scale | None]:
    lines = [_in_each_language(line, languages, typed) for line in typed.lines.splitlines() if not is_blank(line)]
    if kind is PromptKind.SCALE:
        if len(lines) != 2:
            raise BadQuestion("ends", typed.whole)
        if any(len(text) > MAX_SCALE_END for line in lines for text in line.values()):
            raise BadQuestion("long", typed.whole)
        return (), Scale(*lines)
    if kind in CHOICE_KINDS:
        _check_options(lines, typed)
        return tuple(Option(str(number), line) for number, line in enumerate(lines, 1)), None
    return (), None


def _in_each_language(line: str, languages: Sequence[str], typed: TypedQuestion) -> Text:
    """A line such as `Oui | Yes`, by language."""
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != len(languages) or any(map(is_blank, parts)):
        raise BadQuestion("languages", typed.whole)
    return dict(zip(languages, parts, strict=True))


def _check_options(lines: Sequence[Text], typed: TypedQuestion) -> None:
    if not 2 <= len(lines) <= MAX_OPTIONS:
        raise BadQuestion("options", typed.whole)
    labels = [" / ".join(line.values()) for line in lines]
    if any(len(label) > MAX_OPTION for label in labels):
        raise BadQuestion("long", typed.whole)
    if len({fold(label) for label in labels}) < len(labels):
        raise BadQuestion("twice", typed.whole)
