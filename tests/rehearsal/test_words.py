"""The texts of the cast fit the workshop: its questions, its themes, its languages."""

import random
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from bot.core.programme import Administration, PromptKind, Workshop
from bot.i18n.catalogue import available
from bot.rehearsal.words import Words
from bot.rehearsal.words.files import FOLDER, read
from bot.rehearsal.words.names import InventedNames
from bot.workshop_file import read_workshop

SAMPLE = Path(__file__).resolve().parents[2] / "config" / "workshops" / "acpi-2021.yaml"
CUSTOMS = (
    "customs",
    "douan",
    "clearance",
    "clearing",
    "border",
    "frontière",
    "corruption",
    "integrity",
    "intégrité",
    "WCO",
    "OMD",
)


def sample() -> Workshop:
    workshop, faults = read_workshop(SAMPLE, available())
    assert workshop, faults
    return workshop


def written_questions(workshop: Workshop) -> set[str]:
    kinds = (PromptKind.OPEN, PromptKind.ROUND)
    asked = {question.id for session in workshop.sessions for question in session.prompts if question.kind in kinds}
    return asked | {q.id for each in workshop.evaluations for q in each.questions if q.kind is PromptKind.OPEN}


def test_every_question_of_the_sample_has_answers_of_its_own_that_are_short_enough() -> None:
    workshop, answers = sample(), read("acpi-2021")["answers"]
    assert set(answers) == written_questions(workshop)
    for id, texts in answers.items():
        question = workshop.question(id)
        for language in workshop.languages:
            assert len(texts[language]) == len(set(texts[language])) >= 6
            assert max(map(len, texts[language])) <= (question.max_length if question else 1000)


def test_every_key_message_of_the_sample_has_a_theme_and_both_languages() -> None:
    workshop = sample()
    assert workshop.desk
    messages = Words(workshop, random.Random(1)).key_messages
    assert {message.theme for message in messages} == {theme.id for theme in workshop.themes}
    assert {tuple(sorted(message.texts)) for message in messages} == {("en", "fr")}
    assert max(len(text) for message in messages for text in message.texts.values()) < workshop.desk.max_length


def test_nobody_says_what_another_has_said_while_something_is_left_to_say() -> None:
    words = Words(sample(), random.Random(1))
    messages = [words.key_message().text("fr") for _ in words.key_messages]
    assert len(set(messages)) == len(messages)
    said = [words.answer("commitment", "en") for _ in read("acpi-2021")["answers"]["commitment"]["en"]]
    assert len(set(said)) == len(said)
    assert words.answer("commitment", "en") in said


def test_nothing_is_added_twice_to_a_message() -> None:
    words, text = Words(sample(), random.Random(1)), "Un message."
    for _ in range(3):
        text += "\n" + words.addition("fr", random.Random(1), text)
    assert len(set(text.splitlines())) == 4


def test_a_message_is_translated_with_what_was_added_to_it() -> None:
    words = Words(sample(), random.Random(1))
    message, addition = words.key_message(), read("acpi-2021")["additions"][0]
    written = f"{message.text('fr')}\n{addition['fr']}"
    assert words.translate(written, "fr", "en") == f"{message.text('en')}\n{addition['en']}"


def test_in_another_workshop_nobody_speaks_of_customs() -> None:
    text = (FOLDER / "general.yaml").read_text("utf-8").lower()
    assert [word for word in CUSTOMS if word.lower() in text] == []
    school = replace(sample(), id="school", themes=())
    words = Words(school, random.Random(1))
    assert words.answer("expectations", "fr") in read("general")["answers"]["question"]["fr"]
    assert words.answer("comments", "pt-BR", kind="evaluation") in read("general")["answers"]["evaluation"]["pt"]
    assert words.key_message().theme is None


@pytest.mark.parametrize("language", ["fr", "en", "pt", "pt-BR", "es", "de", "ar"])
def test_names_are_of_the_country_else_of_the_language_and_never_twice(language: str) -> None:
    names = InventedNames(random.Random(1))
    group = Administration("A", {language: "A"}, language, "Antarctica/Troll")
    found = [names.of(group, leads=False) for _ in range(300)]
    assert len(set(found)) == 300
    pool = read("names")["languages"][language.split("-")[0]]
    assert {name.split()[0] for name in found} == set(pool["given"])
    malian = [names.of(replace(group, timezone="Africa/Bamako"), leads=True) for _ in range(9)]
    assert {name.split()[0] for name in malian} <= set(read("names")["countries"]["ML"]["given"])


def test_one_of_a_country_that_writes_so_has_a_name_in_arabic() -> None:
    names = InventedNames(random.Random(1))
    group = Administration("JO", {"en": "Jordan"}, "en", "Asia/Amman")
    found = [names.of(group, leads=number == 0) for number in range(4)]
    assert [name.isascii() for name in islice(found, 3)] == [True, False, True]
