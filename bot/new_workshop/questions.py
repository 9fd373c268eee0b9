"""Asks on the terminal for what the options of `run.py init` do not say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from bot.new_workshop import answers as words
from bot.new_workshop.answers import Answers, WrongAnswer, titles_of

T = TypeVar("T")
Ask = Callable[[str], str]
"""Asks a question and returns the answer, as `input` does."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of the command line; empty where one was not given."""

    titles: Sequence[str] = ()
    first_day: str = ""
    days: str = ""
    timezone: str = ""
    languages: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    option: str
    """The name of the field in `Options` and in `Answers`."""
    words: str
    usual: str
    read: Callable[[str], Any]


def answers(given: Options, today: date, available: frozenset[str], ask: Ask | None = None) -> Answers:
    """Each answer from its option, else from `ask`, else the default. Raises `WrongAnswer` for an invalid option.

    `ask` is None without a terminal. An invalid answer on the terminal is asked again.
    """
    found = {}
    questions = _questions(today, available)
    for question in questions:
        if written := getattr(given, question.option):
            found[question.option] = _of_option(question, written)
    for question in questions:
        if question.option not in found:
            found[question.option] = _asked(ask, question) if ask else question.read(question.usual)
        if question.option == "languages":
            found["titles"] = _titles(given.titles, found["languages"], ask)
    return Answers(**found)


def _questions(today: date, available: frozenset[str]) -> list[Question]:
    ours = ",".join(sorted({"en", "fr"} & available))
    return [
        Question("languages", "Languages, first the first", ours, lambda it: words.languages_of(it, available)),
        Question("first_day", "First day", str(words.first_day_after(today)), words.day_of),
        Question("days", "How many days", "2", words.days_of),
        Question("timezone", "Time zone", "Europe/Brussels", words.zone_of),
    ]


def _of_option(question: Question, written: str) -> Any:
    return _named(f"--{question.option.replace('_', '-')}", lambda: question.read(written))


def _asked(ask: Ask, question: Question) -> Any:
    return _until_right(lambda: question.read(ask(f"{question.words} [{question.usual}]: ").strip() or question.usual))


def _titles(given: Sequence[str], languages: Sequence[str], ask: Ask | None) -> tuple[str, ...]:
    if given or not ask:
        return _named("--title", lambda: titles_of(given, languages))
    usual = dict(zip(languages, titles_of((), languages), strict=True))
    return _until_right(
        lambda: titles_of([ask(f"Title ({name}) [{it}]: ").strip() or it for name, it in usual.items()], languages)
    )


def _named(option: str, read: Callable[[], T]) -> T:
    try:
        return read()
    except WrongAnswer as wrong:
        raise WrongAnswer(f"{option}: {wrong}") from wrong


def _until_right(read: Callable[[], T]) -> T:
    while True:
        try:
            return read()
        except WrongAnswer as wrong:
            print(wrong)
