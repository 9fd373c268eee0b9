"""Texts in every language of the workshop, with the limits that Discord has where they are displayed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import PlainValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from bot.core.programme import MAX_OUTCOME
from bot.core.text import Text
from bot.faults import Place, choose, quoted
from bot.i18n.phrase import Phrase, _
from bot.workshop_file.characters import is_blank
from bot.workshop_file.faults import fault, faults_at
from bot.workshop_file.fields import file_context

Found = tuple[Place, PydanticCustomError]


@dataclass(frozen=True, slots=True)
class TextLimits:
    """At most `each` characters in one language, and `all` in all languages joined by `joint`."""

    where: Phrase
    each: int | None = None
    all: int | None = None
    joint: str = " / "
    has_lines: bool = False

    def __call__(self, value: Any, info: ValidationInfo) -> Text:
        languages, given = file_context(info).languages, file_context(info).given_languages
        if not isinstance(value, dict):
            texts = f"`{{{': …, '.join(languages or ('en',))}: …}}`"
            raise fault(_("there is no text in each language"), _("write %(texts)s", texts=texts))
        if found := [*self._gaps(value, languages, given), *self._slips(value, languages)]:
            raise faults_at(found)
        words = {language: value[language].strip() for language in languages}
        if self.all and (length := len(self.joint.join(words.values()))) > self.all:
            together = _("together the languages make %(length)s characters", length=length)
            most, where = self.all, self.where
            limit = _("shorten them to %(most)s, which is what Discord takes %(where)s", most=most, where=where)
            raise fault(together, limit)
        return words

    def _gaps(self, value: dict[str, Any], languages: tuple[str, ...], given: tuple[str, ...]) -> Iterator[Found]:
        for language in languages:
            if language not in value:
                what = _("the text in %(language)s is missing", language=quoted(language))
                yield (), fault(what, _("add `%(key)s: …`", key=language))
        for language in value:
            if given and given == languages and language not in given:  # else a language of the file is the fault
                what = _("a language of the workshop")
                stranger = _("%(given)s is not %(what)s", given=quoted(language), what=what)
                yield (language,), fault(stranger, choose(language, given))

    def _slips(self, value: dict[str, Any], languages: tuple[str, ...]) -> Iterator[Found]:
        for language in languages:
            if language in value and (error := self._slip(language, value[language])):
                yield (language,), error

    def _slip(self, language: str, words: Any) -> PydanticCustomError | None:
        shown = quoted(language)
        if isinstance(words, dict | list):
            return fault(_("there is no text for %(language)s", language=shown), _("write it in double quotes"))
        words = (words or "").strip()
        if is_blank(words):
            return fault(_("the text in %(language)s is empty", language=shown), _("write it"))
        if self.each and len(words) > self.each:
            what = _("the text in %(language)s has %(length)s characters", language=shown, length=len(words))
            limit = _("shorten it to %(most)s, which is what fits %(where)s", most=self.each, where=self.where)
            return fault(what, limit)
        if "\n" in words and not self.has_lines:
            return fault(_("the text in %(language)s has several lines", language=shown), _("write it on one line"))
        return None


SessionTitle = Annotated[Text, PlainValidator(TextLimits(each=100, where=_("as the name of a scheduled event")))]
EventDescription = Annotated[
    Text,
    PlainValidator(
        TextLimits(all=1000, joint="\n\n", where=_("as the description of a scheduled event"), has_lines=True)
    ),
]
Outcome = Annotated[Text, PlainValidator(TextLimits(each=MAX_OUTCOME, where=_("in the article")))]
Title = Annotated[Text, PlainValidator(TextLimits(each=100, where=_("as a title")))]
DocumentTitle = Annotated[Text, PlainValidator(TextLimits(each=100, where=_("in the agenda")))]
DayTitle = Annotated[Text, PlainValidator(TextLimits(each=100, where=_("in the agenda")))]
FormTitle = Annotated[Text, PlainValidator(TextLimits(each=45, where=_("as the title of a form")))]
AdministrationName = Annotated[Text, PlainValidator(TextLimits(each=80, where=_("beside a person's name")))]
GroupLabel = Annotated[Text, PlainValidator(TextLimits(each=30, where=_("as the name of a sheet")))]
ControllerName = Annotated[Text, PlainValidator(TextLimits(each=150, where=_("in the welcome")))]
Sentences = Annotated[Text, PlainValidator(TextLimits(each=300, where=_("in the welcome"), has_lines=True))]
ArticleWords = Annotated[Text, PlainValidator(TextLimits(each=150, where=_("in a sentence of the article")))]
ArticleText = Annotated[Text, PlainValidator(TextLimits(each=600, where=_("in the article"), has_lines=True))]
ThemeText = Annotated[Text, PlainValidator(TextLimits(each=100, where=_("in a menu")))]
PromptText = Annotated[Text, PlainValidator(TextLimits(each=300, where=_("above the answers"), has_lines=True))]
QuestionText = Annotated[Text, PlainValidator(TextLimits(each=300, where=_("in a form"), has_lines=True))]
OptionText = Annotated[Text, PlainValidator(TextLimits(all=100, where=_("in a menu")))]
FormOptionText = Annotated[Text, PlainValidator(TextLimits(each=100, where=_("in a menu")))]
ScaleLabel = Annotated[Text, PlainValidator(TextLimits(each=45, where=_("as the end of a scale")))]
