"""How questions are split into forms, which form comes next, and what the fields of a form answer."""

from datetime import timedelta

import pytest

from bot.core.answers import AnswerValue
from bot.core.errors import NotAnOption
from bot.core.programme import Evaluation, PromptKind
from bot.core.schedule import Schedule
from bot.features.evaluations.model import (
    EvaluationProgress,
    first_unfinished_form,
    is_open,
    parse_answer,
    questions_by_form,
)
from tests.features.evaluations.helpers import CLOSES, evaluation, question
from tests.features.key_messages.desk_workshop import OPENS, workshop


def ids(described: Evaluation) -> list[list[str]]:
    return [[each.id for each in questions] for questions in questions_by_form(described)]


def test_five_questions_go_into_a_form() -> None:
    assert ids(evaluation(*(question(str(n)) for n in range(7)))) == [["0", "1", "2", "3", "4"], ["5", "6"]]


def test_a_long_question_takes_two_components() -> None:
    long = question("long", length=101)
    assert ids(evaluation(*(question(str(n)) for n in range(4)), long)) == [["0", "1", "2", "3"], ["long"]]


OPEN = question("open", PromptKind.OPEN)
SEVEN = evaluation(*(question(str(n)) for n in range(6)), OPEN)


@pytest.mark.parametrize(
    ("answered", "sent", "next_form"),
    [
        ("", -1, 0),
        ("0123", -1, 0),
        ("01234", -1, 1),
        ("01234", 0, 1),
        ("012345", -1, None),  # optional questions are not asked again
        ("012345", 1, None),
        ("5", 1, 0),
    ],
)
def test_the_next_form_is_the_first_with_something_left(answered: str, sent: int, next_form: int | None) -> None:
    assert first_unfinished_form(SEVEN, set(answered), sent) == next_form


def test_a_form_of_optional_questions_left_empty_is_done() -> None:
    described = evaluation(*(question(str(n)) for n in range(5)), OPEN)
    assert first_unfinished_form(described, set("01234")) == 1
    assert first_unfinished_form(described, set("01234"), sent=1) is None


def test_the_fields_of_a_form_become_answers() -> None:
    choice = question("way", PromptKind.MULTIPLE)
    fields = {"useful": ("4",), "open": ("Merci",), "way": ("b", "a")}
    assert parse_answer(question("useful"), fields) == AnswerValue(value=4)
    assert parse_answer(OPEN, fields) == AnswerValue(text="Merci")
    assert parse_answer(choice, fields) == AnswerValue(options=("b", "a"))
    assert parse_answer(OPEN, {"open": ("  ",)}) is None
    with pytest.raises(NotAnOption):
        parse_answer(question("useful"), {"useful": ("6",)})


def test_progress_leads_from_form_to_form() -> None:
    answers = {str(n): AnswerValue(value=4) for n in range(5)}
    half = EvaluationProgress(SEVEN, answers, sent=0)
    assert (half.next_form, half.form_count) == (1, 2)
    whole = EvaluationProgress(SEVEN, {**answers, "5": AnswerValue(value=3)}, sent=1)
    assert whole.next_form is None


def test_an_evaluation_is_open_from_its_opening_until_it_closes() -> None:
    described = evaluation(OPEN)
    schedule = Schedule(workshop(evaluations=(described,)), {})
    second = timedelta(seconds=1)
    times = (OPENS - second, OPENS, CLOSES - second, CLOSES)
    assert [is_open(schedule, described, at) for at in times] == [False, True, True, False]
