"""What answers a question, and how one is written on the spot."""

from __future__ import annotations

import pytest

from bot.core.answers import AnswerValue, tally, validate_answer
from bot.core.errors import NotAnOption, TextEmpty, TextTooLong
from bot.core.programme import AnsweredBy, Option, PromptKind, Question, Scale
from bot.features.prompts.errors import AnonymousByAdministration, BadQuestion
from bot.features.prompts.model import Written, improvise

LANGUAGES = ("fr", "en")
BOTH = {"fr": "Question ?", "en": "Question?"}
OPTIONS = tuple(Option(id, {"fr": id, "en": id}) for id in ("a", "b", "c"))


def question(kind: PromptKind) -> Question:
    return Question("q", kind, BOTH, max_length=10, options=OPTIONS, scale=Scale(BOTH, BOTH))


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (PromptKind.OPEN, AnswerValue(text="yes")),
        (PromptKind.ROUND, AnswerValue(text="0123456789")),
        (PromptKind.CHOICE, AnswerValue(options=("b",))),
        (PromptKind.MULTIPLE, AnswerValue(options=("a", "c"))),
        (PromptKind.SCALE, AnswerValue(value=5)),
    ],
)
def test_an_answer_is_taken_as_it_is(kind: PromptKind, said: AnswerValue) -> None:
    assert validate_answer(question(kind), said) == said


def test_options_are_kept_in_their_order_and_once() -> None:
    assert validate_answer(question(PromptKind.MULTIPLE), AnswerValue(options=("c", "a", "c"))).options == ("a", "c")


@pytest.mark.parametrize(
    ("kind", "said", "error"),
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
def test_what_is_no_answer_is_refused(kind: PromptKind, said: AnswerValue, error: type[Exception]) -> None:
    with pytest.raises(error):
        validate_answer(question(kind), said)


def test_a_tally_counts_each_option_in_order() -> None:
    said = [AnswerValue(options=("c",)), AnswerValue(options=("a", "c"))]
    assert tally(question(PromptKind.MULTIPLE), said) == [("a", 1), ("b", 0), ("c", 2)]
    assert tally(question(PromptKind.SCALE), [AnswerValue(value=4), AnswerValue(value=4)])[3] == ("4", 2)


def written(lines: str = "", fr: str = "Question ?") -> Written:
    return Written({"fr": fr, "en": "Question?"}, lines)


def test_a_choice_written_on_the_spot_has_numbered_options() -> None:
    made = improvise(
        "q1", PromptKind.CHOICE, AnsweredBy.PARTICIPANT, written("Oui | Yes\n\n Non|No "), LANGUAGES, anonymous=True
    )
    assert made == Question(
        "q1",
        PromptKind.CHOICE,
        BOTH,
        anonymous=True,
        options=(Option("1", {"fr": "Oui", "en": "Yes"}), Option("2", {"fr": "Non", "en": "No"})),
    )


def test_a_scale_has_two_ends_and_a_round_goes_by_administration() -> None:
    scale = improvise(
        "q", PromptKind.SCALE, AnsweredBy.PARTICIPANT, written("peu|low\ntrès|high"), LANGUAGES, anonymous=False
    )
    table = improvise("q", PromptKind.ROUND, AnsweredBy.PARTICIPANT, written(), LANGUAGES, anonymous=False)
    assert scale.scale == Scale({"fr": "peu", "en": "low"}, {"fr": "très", "en": "high"})
    assert table.by is AnsweredBy.ADMINISTRATION


@pytest.mark.parametrize(
    ("kind", "text", "why"),
    [
        (PromptKind.OPEN, written(fr=" "), "text"),
        (PromptKind.OPEN, written(fr="x" * 301), "long"),
        (PromptKind.CHOICE, written("Oui | Yes"), "options"),
        (PromptKind.CHOICE, written("\n".join(f"{n}|{n}" for n in range(26))), "options"),
        (PromptKind.CHOICE, written("Oui | Yes\nNon"), "languages"),
        (PromptKind.CHOICE, written("Oui | Yes\noui | YES"), "twice"),
        (PromptKind.MULTIPLE, written(f"Oui | Yes\n{'x' * 90} | No no no no"), "long"),
        (PromptKind.SCALE, written("peu|low"), "ends"),
    ],
)
def test_what_cannot_be_put_comes_back_whole(kind: PromptKind, text: Written, why: str) -> None:
    with pytest.raises(BadQuestion) as refused:
        improvise("q", kind, AnsweredBy.PARTICIPANT, text, LANGUAGES, anonymous=False)
    assert (refused.value.why, refused.value.text) == (why, text.whole)


def test_an_administration_does_not_answer_anonymously() -> None:
    with pytest.raises(AnonymousByAdministration):
        improvise("q", PromptKind.OPEN, AnsweredBy.ADMINISTRATION, written(), LANGUAGES, anonymous=True)
