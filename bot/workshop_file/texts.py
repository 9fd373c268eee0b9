"""Texts in every language of the workshop, with the limits that Discord has where they are displayed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from bot.core.programme import MAX_OUTCOME
from bot.core.text import Text
from bot.faults import choose, quoted
from bot.i18n.phrase import Phrase, _
from bot.workshop_file.characters import is_blank
from bot.workshop_file.faults import FaultList, fault
from bot.workshop_file.field_rules import ParseInFile
from bot.workshop_file.file_context import FileContext


@dataclass(frozen=True, slots=True)
class TextLimits:
    """At most `each` characters in one language, and `all` in all languages joined by `joint`."""

    where: Phrase
    each: int | None = None
    all: int | None = None
    joint: str = " / "
    has_lines: bool = False

    def __call__(self, value: Any, context: FileContext) -> Text:
        if not isinstance(value, dict):
            texts = f"`{{{': …, '.join(context.languages or ('en',))}: …}}`"
            raise fault(_("there is no text in each language"), _("write %(texts)s", texts=texts))
        faults = FaultList()
        for language in context.languages:
            if language in value:
                with faults.at(language):
                    self._check(language, value[language])
            else:
                what = _("the text in %(language)s is missing", language=quoted(language))
                faults.add(fault(what, _("add `%(key)s: …`", key=language)))
        for language in _not_of_workshop(value, context):
            what = _("%(given)s is not %(what)s", given=quoted(language), what=_("a language of the workshop"))
            faults.add(fault(what, choose(language, context.given_languages)), language)
        faults.raise_all()
        return self._check_together({language: value[language].strip() for language in context.languages})

    def _check(self, language: str, words: Any) -> None:
        shown = quoted(language)
        if isinstance(words, dict | list):
            raise fault(_("there is no text for %(language)s", language=shown), _("write it in double quotes"))
        words = (words or "").strip()
        if is_blank(words):
            raise fault(_("the text in %(language)s is empty", language=shown), _("write it"))
        if self.each and len(words) > self.each:
            what = _("the text in %(language)s has %(length)s characters", language=shown, length=len(words))
            limit = _("shorten it to %(most)s, which is what fits %(where)s", most=self.each, where=self.where)
            raise fault(what, limit)
        if "\n" in words and not self.has_lines:
            raise fault(_("the text in %(language)s has several lines", language=shown), _("write it on one line"))

    def _check_together(self, texts: Text) -> Text:
        if self.all and (length := len(self.joint.join(texts.values()))) > self.all:
            together = _("together the languages make %(length)s characters", length=length)
            most, where = self.all, self.where
            limit = _("shorten them to %(most)s, which is what Discord takes %(where)s", most=most, where=where)
            raise fault(together, limit)
        return texts


def _not_of_workshop(languages: Iterable[str], context: FileContext) -> Iterator[str]:
    """Those that are no language of the workshop; none if a language of the workshop is itself faulty."""
    given = context.given_languages
    return (each for each in languages if given and given == context.languages and each not in given)


SessionTitle = Annotated[Text, ParseInFile(TextLimits(each=100, where=_("as the name of a scheduled event")))]
EventDescription = Annotated[
    Text,
    ParseInFile(TextLimits(all=1000, joint="\n\n", where=_("as the description of a scheduled event"), has_lines=True)),
]
Outcome = Annotated[Text, ParseInFile(TextLimits(each=MAX_OUTCOME, where=_("in the article")))]
Title = Annotated[Text, ParseInFile(TextLimits(each=100, where=_("as a title")))]
DocumentTitle = Annotated[Text, ParseInFile(TextLimits(each=100, where=_("in the agenda")))]
DayTitle = Annotated[Text, ParseInFile(TextLimits(each=100, where=_("in the agenda")))]
FormTitle = Annotated[Text, ParseInFile(TextLimits(each=45, where=_("as the title of a form")))]
AdministrationName = Annotated[Text, ParseInFile(TextLimits(each=80, where=_("beside a person's name")))]
GroupLabel = Annotated[Text, ParseInFile(TextLimits(each=30, where=_("as the name of a sheet")))]
ControllerName = Annotated[Text, ParseInFile(TextLimits(each=150, where=_("in the welcome")))]
Sentences = Annotated[Text, ParseInFile(TextLimits(each=300, where=_("in the welcome"), has_lines=True))]
ArticleWords = Annotated[Text, ParseInFile(TextLimits(each=150, where=_("in a sentence of the article")))]
ArticleText = Annotated[Text, ParseInFile(TextLimits(each=600, where=_("in the article"), has_lines=True))]
ThemeText = Annotated[Text, ParseInFile(TextLimits(each=100, where=_("in a menu")))]
PromptText = Annotated[Text, ParseInFile(TextLimits(each=300, where=_("above the answers"), has_lines=True))]
QuestionText = Annotated[Text, ParseInFile(TextLimits(each=300, where=_("in a form"), has_lines=True))]
OptionText = Annotated[Text, ParseInFile(TextLimits(all=100, where=_("in a menu")))]
FormOptionText = Annotated[Text, ParseInFile(TextLimits(each=100, where=_("in a menu")))]
ScaleLabel = Annotated[Text, ParseInFile(TextLimits(each=45, where=_("as the end of a scale")))]
