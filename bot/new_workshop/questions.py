"""Asks on the terminal for answers that the options of `run.py init` do not give."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from bot.i18n.catalogue import SOURCE, Phrases, phrases
from bot.i18n.phrase import Phrase, _
from bot.new_workshop import answers as words
from bot.new_workshop.answers import Answers, WrongAnswer, titles_of
from bot.new_workshop.imported import Imported

T = TypeVar("T")
ENGLISH = phrases(SOURCE)
Ask = Callable[[str], str]
"""Asks a question and returns the answer, as `input` does."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of the command line. An option that was not given is empty."""

    titles: Sequence[str] = ()
    first_day: str = ""
    days: str = ""
    timezone: str = ""
    languages: str = ""
    span: int = 0
    """The days from the first to the last one of an agenda."""

    def filled_from(self, imported: Imported) -> "Options":
        """These options, completed from the spreadsheets. Raises `WrongAnswer` if `--days` contradicts them."""
        filled = replace(self, languages=self.languages or ",".join(imported.languages))
        if not imported.agenda:
            return filled
        dates = imported.dates
        if self.days and self.days.strip() != str(len(dates)):
            what = _.n("the agenda has %(count)s day", "the agenda has %(count)s days", len(dates))
            raise WrongAnswer(_("%(option)s: %(what)s", option="--days", what=what), _("leave it out"))
        return replace(filled, days="", span=(dates[-1] - dates[0]).days + 1, first_day=self.first_day or str(dates[0]))


@dataclass(frozen=True, slots=True)
class Question:
    option: str
    """The name of the field in `Options` and in `Answers`."""
    words: Phrase
    usual: str
    read: Callable[[str], Any]


def answers(
    given: Options, today: date, available: frozenset[str], ask: Ask | None = None, _: Phrases = ENGLISH
) -> Answers:
    """Each answer from its option, else from `ask`, else the default. Raises `WrongAnswer` for an invalid option.

    `ask` is None without a terminal. `_` is the terminal's language. An invalid answer on the terminal is asked again.
    """
    found: dict[str, Any] = {"days": given.span} if given.span else {}
    questions = _questions(today, available)
    for question in questions:
        if written := getattr(given, question.option):
            found[question.option] = _of_option(question, written)
    for question in questions:
        if question.option not in found:
            found[question.option] = _asked(ask, question, _) if ask else question.read(question.usual)
        if question.option == "languages":
            found["titles"] = _titles(given.titles, found["languages"], ask, _)
    return Answers(**found)


def taken_by_default(given: Options, answered: Answers) -> list[str]:
    """The options that were not given, with the values that were taken for them: `--timezone Europe/Brussels`."""
    taken = {
        "languages": ",".join(answered.languages),
        "first-day": str(answered.first_day),
        "days": "" if given.span else str(answered.days),
        "timezone": answered.timezone,
    }
    return [
        f"--{name} {value}" for name, value in taken.items() if value and not getattr(given, name.replace("-", "_"))
    ]


def _questions(today: date, available: frozenset[str]) -> list[Question]:
    ours = ",".join(sorted({"en", "fr"} & available))
    return [
        Question("languages", _("Languages, first the first"), ours, lambda it: words.languages_of(it, available)),
        Question("first_day", _("First day"), str(words.first_day_after(today)), words.day_of),
        Question("days", _("How many days"), "2", words.days_of),
        Question("timezone", _("Time zone"), "Europe/Brussels", words.zone_of),
    ]


def _of_option(question: Question, written: str) -> Any:
    return _named(f"--{question.option.replace('_', '-')}", lambda: question.read(written))


def _asked(ask: Ask, question: Question, _: Phrases) -> Any:
    return _until_right(
        _, lambda: question.read(ask(f"{_.translate(question.words)} [{question.usual}]: ").strip() or question.usual)
    )


def _titles(given: Sequence[str], languages: Sequence[str], ask: Ask | None, _: Phrases) -> tuple[str, ...]:
    if given or not ask:
        return _named("--title", lambda: titles_of(given, languages))
    return _until_right(_, lambda: titles_of(_asked_titles(languages, ask, _("Title")), languages))


def _asked_titles(languages: Sequence[str], ask: Ask, title: str) -> list[str]:
    """Ask for a title in each language. If a title is left empty, the first one is used."""
    found, typed = [], ""
    for language, untitled in zip(languages, titles_of((), languages), strict=True):
        usual = typed or untitled
        words = ask(f"{title} ({language}) [{usual}]: ").strip()
        typed = typed or words
        found.append(words or usual)
    return found


def _named(option: str, read: Callable[[], T]) -> T:
    try:
        return read()
    except WrongAnswer as wrong:
        raise WrongAnswer(_("%(option)s: %(what)s", option=option, what=wrong.words)) from wrong


def _until_right(_: Phrases, read: Callable[[], T]) -> T:
    while True:
        try:
            return read()
        except WrongAnswer as wrong:
            print(_.translate(wrong.words))
