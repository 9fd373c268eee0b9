"""An evaluation form by form: what goes together, and where one left off."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.core.answers import AnswerValue
from bot.core.errors import NotAnOption
from bot.core.programme import Evaluation, EvaluationQuestion, Option, PromptKind
from bot.features.evaluations.model import pages, resume_at, said

AT = datetime(2021, 3, 17, tzinfo=UTC)


def question(id: str, kind: PromptKind = PromptKind.SCALE, length: int = 20) -> EvaluationQuestion:
    options = (Option("a", {"fr": "a"}), Option("b", {"fr": "b"}))
    return EvaluationQuestion(id, kind, {"fr": "x" * length, "en": "short"}, options=options)


def evaluation(*questions: EvaluationQuestion) -> Evaluation:
    return Evaluation("final", {"fr": "Évaluation", "en": "Evaluation"}, AT, AT, True, questions)


def ids(it: Evaluation) -> list[list[str]]:
    return [[question.id for question in page] for page in pages(it)]


def test_five_questions_go_into_a_form() -> None:
    assert ids(evaluation(*(question(str(n)) for n in range(7)))) == [["0", "1", "2", "3", "4"], ["5", "6"]]


def test_a_long_question_takes_the_room_of_two() -> None:
    long = question("long", length=101)
    assert ids(evaluation(*(question(str(n)) for n in range(4)), long)) == [["0", "1", "2", "3"], ["long"]]


OPEN = question("open", PromptKind.OPEN)
SEVEN = evaluation(*(question(str(n)) for n in range(6)), OPEN)


@pytest.mark.parametrize(
    ("answered", "sent", "left"),
    [
        ("", -1, 0),
        ("0123", -1, 0),
        ("01234", -1, 1),
        ("01234", 0, 1),
        ("012345", -1, None),  # what may be left empty is not asked for again
        ("012345", 1, None),
        ("5", 1, 0),
    ],
)
def test_one_resumes_where_one_left_off(answered: str, sent: int, left: int | None) -> None:
    assert resume_at(SEVEN, set(answered), sent) == left


def test_a_form_of_optional_questions_left_empty_is_done() -> None:
    it = evaluation(*(question(str(n)) for n in range(5)), OPEN)
    assert resume_at(it, set("01234")) == 1
    assert resume_at(it, set("01234"), sent=1) is None


def test_fields_say_what_their_kind_says() -> None:
    choice = question("way", PromptKind.MULTIPLE)
    entered = {"useful": ("4",), "open": ("Merci",), "way": ("b", "a")}
    assert said(question("useful"), entered) == AnswerValue(value=4)
    assert said(OPEN, entered) == AnswerValue(text="Merci")
    assert said(choice, entered) == AnswerValue(options=("b", "a"))
    assert said(OPEN, {"open": ("  ",)}) is None
    with pytest.raises(NotAnOption):
        said(question("useful"), {"useful": ("6",)})
