"""Texts in every language of the workshop, no longer than Discord takes where they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import PlainValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from bot.domain.text import Text
from bot.faults import Place, choose, quoted
from bot.workshop_file.characters import is_blank
from bot.workshop_file.faults import fault, faults_at
from bot.workshop_file.fields import known

Found = tuple[Place, PydanticCustomError]


@dataclass(frozen=True, slots=True)
class Shown:
    """A text of at most `each` characters in a language, and `all` where the languages stand joined by `joint`."""

    each: int | None = None
    all: int | None = None
    joint: str = " / "
    where: str = "here"
    has_lines: bool = False

    def __call__(self, value: Any, info: ValidationInfo) -> Text:
        languages, given = known(info).languages, known(info).given_languages
        if not isinstance(value, dict):
            raise fault("there is no text in each language", f"write `{{{': …, '.join(languages or ('en',))}: …}}`")
        if found := [*self._gaps(value, languages, given), *self._slips(value, languages)]:
            raise faults_at(found)
        words = {language: value[language].strip() for language in languages}
        if self.all and (length := len(self.joint.join(words.values()))) > self.all:
            together = f"together the languages make {length} characters"
            raise fault(together, f"shorten them to {self.all}, which is what Discord takes {self.where}")
        return words

    def _gaps(self, value: dict[str, Any], languages: tuple[str, ...], given: tuple[str, ...]) -> Iterator[Found]:
        for language in languages:
            if language not in value:
                yield (), fault(f"the text in {quoted(language)} is missing", f"add `{language}: …`")
        for language in value:
            if given and language not in given:
                stranger = f"{quoted(language)} is not a language of the workshop"
                yield (language,), fault(stranger, choose(language, given))

    def _slips(self, value: dict[str, Any], languages: tuple[str, ...]) -> Iterator[Found]:
        for language in languages:
            if language in value and (error := self._slip(language, value[language])):
                yield (language,), error

    def _slip(self, language: str, words: Any) -> PydanticCustomError | None:
        if isinstance(words, dict | list):
            return fault(f"there is no text for {quoted(language)}", "write it in double quotes")
        words = (words or "").strip()
        if is_blank(words):
            return fault(f"the text in {quoted(language)} is empty", "write it")
        if self.each and len(words) > self.each:
            limit = f"shorten it to {self.each}, which is what fits {self.where}"
            return fault(f"the text in {quoted(language)} has {len(words)} characters", limit)
        if "\n" in words and not self.has_lines:
            return fault(f"the text in {quoted(language)} has several lines", "write it on one line")
        return None


EventName = Annotated[Text, PlainValidator(Shown(all=100, where="as the name of a scheduled event"))]
EventDescription = Annotated[
    Text,
    PlainValidator(Shown(all=1000, joint="\n\n", where="as the description of a scheduled event", has_lines=True)),
]
Title = Annotated[Text, PlainValidator(Shown(all=100, where="as a title"))]
DayTitle = Annotated[Text, PlainValidator(Shown(each=100, where="in the agenda"))]
FormTitle = Annotated[Text, PlainValidator(Shown(each=45, where="as the title of a form"))]
AdministrationName = Annotated[Text, PlainValidator(Shown(each=80, where="beside a person's name"))]
ThemeText = Annotated[Text, PlainValidator(Shown(each=100, where="in a menu"))]
PromptText = Annotated[Text, PlainValidator(Shown(each=300, where="above the answers", has_lines=True))]
QuestionText = Annotated[Text, PlainValidator(Shown(each=300, where="in a form", has_lines=True))]
OptionText = Annotated[Text, PlainValidator(Shown(all=100, where="in a menu"))]
FormOptionText = Annotated[Text, PlainValidator(Shown(each=100, where="in a menu"))]
ScaleLabel = Annotated[Text, PlainValidator(Shown(each=45, where="as the end of a scale"))]
