"""How a question that a facilitator typed becomes a question."""

import pytest

from bot.core.programme import AnsweredBy, Option, PromptKind, Question, Scale
from bot.features.prompts.composed_question import TypedQuestion, compose_question
from bot.features.prompts.errors import AnonymousByAdministration, BadQuestion

LANGUAGES = ("fr", "en")
BOTH = {"fr": "Question ?", "en": "Question?"}


def typed(lines: str = "", fr: str = "Question ?") -> TypedQuestion:
    return TypedQuestion({"fr": fr, "en": "Question?"}, lines)


def test_the_options_of_a_choice_are_numbered() -> None:
    made = compose_question(
        "q1", PromptKind.CHOICE, AnsweredBy.PARTICIPANT, typed("Oui | Yes\n\n Non|No "), LANGUAGES, anonymous=True
    )
    assert made == Question(
        "q1",
        PromptKind.CHOICE,
        BOTH,
        anonymous=True,
        options=(Option("1", {"fr": "Oui", "en": "Yes"}), Option("2", {"fr": "Non", "en": "No"})),
    )


def test_a_scale_has_two_ends_and_administrations_answer_a_round() -> None:
    scale = compose_question(
        "q", PromptKind.SCALE, AnsweredBy.PARTICIPANT, typed("peu|low\ntrès|high"), LANGUAGES, anonymous=False
    )
    table = compose_question("q", PromptKind.ROUND, AnsweredBy.PARTICIPANT, typed(), LANGUAGES, anonymous=False)
    assert scale.scale == Scale({"fr": "peu", "en": "low"}, {"fr": "très", "en": "high"})
    assert table.by is AnsweredBy.ADMINISTRATION


@pytest.mark.parametrize(
    ("kind", "text", "why"),
    [
        (PromptKind.OPEN, typed(fr=" "), "text"),
        (PromptKind.OPEN, typed(fr="x" * 301), "long"),
        (PromptKind.CHOICE, typed("Oui | Yes"), "options"),
        (PromptKind.CHOICE, typed("\n".join(f"{n}|{n}" for n in range(26))), "options"),
        (PromptKind.CHOICE, typed("Oui | Yes\nNon"), "languages"),
        (PromptKind.CHOICE, typed("Oui | Yes\noui | YES"), "twice"),
        (PromptKind.MULTIPLE, typed(f"Oui | Yes\n{'x' * 90} | No no no no"), "long"),
        (PromptKind.SCALE, typed("peu|low"), "ends"),
    ],
)
def test_a_question_that_is_not_valid_comes_back_whole(kind: PromptKind, text: TypedQuestion, why: str) -> None:
    with pytest.raises(BadQuestion) as refused:
        compose_question("q", kind, AnsweredBy.PARTICIPANT, text, LANGUAGES, anonymous=False)
    assert (refused.value.why, refused.value.text) == (why, text.whole)


def test_administrations_do_not_answer_anonymously() -> None:
    with pytest.raises(AnonymousByAdministration):
        compose_question("q", PromptKind.OPEN, AnsweredBy.ADMINISTRATION, typed(), LANGUAGES, anonymous=True)
