"""Which answers are valid, and how they are counted."""

import pytest

from bot.core.answers import AnswerValue, tally, validate_answer
from bot.core.errors import NotAnOption, TextEmpty, TextTooLong
from bot.core.programme import Option, PromptKind, Question, Scale

BOTH = {"fr": "Question ?", "en": "Question?"}
OPTIONS = tuple(Option(id, {"fr": id, "en": id}) for id in ("a", "b", "c"))


def question(kind: PromptKind) -> Question:
    return Question("q", kind, BOTH, max_length=10, options=OPTIONS, scale=Scale(BOTH, BOTH))


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        (PromptKind.OPEN, AnswerValue(text="yes")),
        (PromptKind.ROUND, AnswerValue(text="0123456789")),
        (PromptKind.CHOICE, AnswerValue(options=("b",))),
        (PromptKind.MULTIPLE, AnswerValue(options=("a", "c"))),
        (PromptKind.SCALE, AnswerValue(value=5)),
    ],
)
def test_a_valid_answer_is_not_changed(kind: PromptKind, answer: AnswerValue) -> None:
    assert validate_answer(question(kind), answer) == answer


def test_options_come_in_the_questions_order_and_once() -> None:
    answer = AnswerValue(options=("c", "a", "c"))
    assert validate_answer(question(PromptKind.MULTIPLE), answer).options == ("a", "c")


@pytest.mark.parametrize(
    ("kind", "answer", "error"),
    [
        (PromptKind.OPEN, AnswerValue(text="  "), TextEmpty),
        (PromptKind.OPEN, AnswerValue(), TextEmpty),
        (PromptKind.ROUND, AnswerValue(text="01234567890"), TextTooLong),
        (PromptKind.CHOICE, AnswerValue(options=("a", "b")), NotAnOption),
        (PromptKind.CHOICE, AnswerValue(options=("d",)), NotAnOption),
        (PromptKind.MULTIPLE, AnswerValue(), NotAnOption),
        (PromptKind.SCALE, AnswerValue(value=6), NotAnOption),
        (PromptKind.SCALE, AnswerValue(options=("a",)), NotAnOption),
    ],
)
def test_an_answer_that_does_not_fit_the_question_is_refused(
    kind: PromptKind, answer: AnswerValue, error: type[Exception]
) -> None:
    with pytest.raises(error):
        validate_answer(question(kind), answer)


def test_a_tally_counts_each_option_in_order() -> None:
    answers = [AnswerValue(options=("c",)), AnswerValue(options=("a", "c"))]
    assert tally(question(PromptKind.MULTIPLE), answers) == [("a", 1), ("b", 0), ("c", 2)]


def test_a_tally_counts_each_value_of_a_scale() -> None:
    answers = [AnswerValue(value=4), AnswerValue(value=4)]
    assert tally(question(PromptKind.SCALE), answers) == [("1", 0), ("2", 0), ("3", 0), ("4", 2), ("5", 0)]
