"""The sample workshop: faultless, complete, and written as French and English are."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.core.programme import AnsweredBy, PromptKind, Workshop
from bot.workshop_file import read_workshops

NO_BREAK, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def sample() -> Workshop:
    (workshop,), faults = read_workshops(Path("config/workshops"), frozenset({"fr", "en"}))
    assert faults == []
    return workshop


def texts(part: Any, language: str) -> Iterator[str]:
    """Every text of `part` in one language, to the last option."""
    if is_dataclass(part):
        for field in fields(part):
            yield from texts(getattr(part, field.name), language)
    elif isinstance(part, dict):
        yield part[language]
    elif isinstance(part, tuple):
        for inner in part:
            yield from texts(inner, language)


def test_the_meeting_is_as_documented(sample: Workshop) -> None:
    assert (sample.id, sample.languages, sample.timezone) == ("acpi-2021", ("fr", "en"), "Europe/Brussels")
    assert [day.date for day in sample.days] == [date(2021, 3, 15), date(2021, 3, 16), date(2021, 3, 17)]
    assert len(sample.administrations) == 17
    assert len(sample.themes) == 10


def test_each_day_begins_at_eleven_in_brussels_and_lasts_some_three_hours(sample: Workshop) -> None:
    for day in sample.days:
        assert len(day.sessions) >= 3
        assert day.sessions[0].start.astimezone(sample.zone).time().isoformat() == "11:00:00"
        assert timedelta(hours=3) <= day.sessions[-1].end - day.sessions[0].start <= timedelta(hours=3, minutes=30)


def test_there_are_prompts_of_every_kind_and_an_open_one_each_day(sample: Workshop) -> None:
    prompts = [prompt for session in sample.sessions for prompt in session.prompts]
    assert {prompt.kind for prompt in prompts} == set(PromptKind)
    assert {prompt.by for prompt in prompts if prompt.kind is not PromptKind.ROUND} == set(AnsweredBy)
    assert any(prompt.anonymous for prompt in prompts)
    for day in sample.days:
        assert PromptKind.OPEN in {prompt.kind for session in day.sessions for prompt in session.prompts}


def test_the_desk_and_the_evaluation_are_on_the_last_day(sample: Workshop) -> None:
    assert sample.desk is not None
    assert (sample.desk.opens, sample.desk.closes) == ("d3-key-messages", datetime(2021, 3, 17, 17, 0, tzinfo=UTC))
    (final,) = sample.evaluations
    assert final.anonymous
    assert final.closes == datetime(2021, 3, 19, 17, 0, tzinfo=UTC)
    assert [question.kind for question in final.questions].count(PromptKind.OPEN) == 2


def test_french_has_its_no_break_spaces_and_apostrophes(sample: Workshop) -> None:
    for words in texts(sample, "fr"):
        assert not re.search(rf"(?<!{NARROW})[;?!]", words), words
        assert not re.search(rf"(?<!{NO_BREAK})[:»]|«(?!{NO_BREAK})", words), words
        assert not re.search(r"['\"“”]", words), words


def test_english_has_no_space_before_its_punctuation(sample: Workshop) -> None:
    for words in texts(sample, "en"):
        assert not re.search(r"\s[:;?!]|['\"]", words), words


def test_each_language_keeps_its_own_terms(sample: Workshop) -> None:
    french, english = " ".join(texts(sample, "fr")), " ".join(texts(sample, "en"))
    assert ("A-CPI" in french, "SPID" in french) == (True, True)
    assert ("A-CIP" in english, "CIPS" in english) == (True, True)
    assert not re.search(r"A-CIP|CIPS", french)
    assert not re.search(r"A-CPI|SPID", english)


def test_no_text_is_left_in_the_other_language(sample: Workshop) -> None:
    sentences = [words for words in texts(sample.days, "fr") if " " in words]
    assert set(sentences).isdisjoint(texts(sample.days, "en"))
