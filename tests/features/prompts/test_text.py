"""What people read about a question and their answers to it."""

from dataclasses import replace

import pytest

from bot.core.answers import AnswerValue
from bot.core.people import Membership, Participant
from bot.core.programme import Administration, PromptKind, Question
from bot.features.prompts import text
from bot.features.prompts.model import Answer, AwaitedDelegation, Prompt, Round, SavedAnswer, TurnState
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from tests.features.prompts.helpers import CLOSES, HIDDEN, HOPES, OPENS, OURS, SECRET, STEP, both, workshop

_ = phrases("en")
FORMATS = Formats("en", workshop().zone)
NAMES = {"MW": "Malawi", "ML": "Mali", "NE": "Niger"}
SEVERAL = replace(OURS, kind=PromptKind.MULTIPLE)
AWA = Participant(1, 11, "Awa", "ML", Membership.JOINED, "fr")


def prompt(question: Question) -> Prompt:
    return Prompt(question, "first", OPENS, CLOSES)


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        (HOPES, ["**Hopes (en)**"]),
        (OURS, ["**Ours (en)**", "- A (en)", "- B (en)", "One answer for each group."]),
        (
            replace(OURS, kind=PromptKind.MULTIPLE),
            ["Several answers are possible.", "One answer for each group."],
        ),
        (STEP, ["**Step (en)**", "Round of the table: each group in turn."]),
        (HIDDEN, ["From 1 (low (en)) to 5 (high (en)).", text.anonymity_notice(_)]),
        (replace(HOPES, text=both("*Hopes*")), ["**\\*Hopes\\* (en)**"]),
    ],
)
def test_a_question_says_how_it_is_answered(question: Question, lines: list[str]) -> None:
    assert text.question(_, question).split("\n")[-len(lines) :] == lines


def test_counts_name_the_administrations_unless_nobody_is_known() -> None:
    assert text.answer_counts(_, workshop(), 3, 2, closed=False) == "3 answers, 2 administrations"
    assert text.answer_counts(_, workshop(), 1, 0, closed=True) == "1 answer · closed"


def test_a_round_names_who_speaks_and_who_is_next_until_the_prompt_closes() -> None:
    current = Round.start(["MW", "ML", "NE"]).next_turn(TurnState.PASSED)
    assert text.round_status(_, FORMATS, current, NAMES, set(), closed=False).split("\n") == [
        "Speaking: **Mali**",
        "Next: Niger",
        "Has passed: Malawi",
    ]
    assert text.round_status(_, FORMATS, current, NAMES, set(), closed=True) == "Has passed: Malawi"
    assert text.round_status(_, FORMATS, Round.start(["MW"]), NAMES, set(), closed=True) == ""
    over = Round.start(["MW"]).next_turn(TurnState.SPOKEN)
    assert (
        text.round_status(_, FORMATS, over, NAMES, set(), closed=False) == "The round is complete.\nHas spoken: Malawi"
    )


def test_a_round_tells_who_passed_and_has_answered_since() -> None:
    current = Round.start(["MW", "ML", "NE"]).next_turn(TurnState.PASSED).next_turn(TurnState.PASSED)

    def lines(language: str, *answered: str) -> list[str]:
        return text.round_status(phrases(language), FORMATS, current, NAMES, answered, closed=True).split("\n")

    assert lines("en") == ["Have passed: Malawi and Mali"]
    assert lines("en", "MW", "NE") == ["Has passed: Mali", "Has passed, then answered: Malawi"]
    assert lines("en", "MW", "ML") == ["Have passed, then answered: Malawi and Mali"]
    assert lines("fr", "ML")[1] == "A passé son tour, puis a répondu\u00a0: Mali"


def test_a_closed_question_agrees_in_french() -> None:
    assert text.answer_counts(phrases("fr"), workshop(), 12, 0, closed=True) == "12 réponses · clôturée"


def test_an_answerer_reads_the_saved_answer() -> None:
    saved = SavedAnswer(prompt(HOPES), AnswerValue(text="One\nTwo"))
    assert text.answer_saved(_, saved) == [
        "Your answer is saved. You can change it until the question closes.",
        "> One\n> Two",
    ]
    changed = replace(saved, changed=True)
    assert text.answer_saved(_, changed)[0] == "Your new answer is saved. It replaces the earlier one."


def test_an_answerer_reads_whose_answer_was_replaced_and_the_colleague_what_it_is_now() -> None:
    earlier = Answer(AnswerValue(options=("a",)), 1, "A_wa", "ML", "fr")
    saved = SavedAnswer(prompt(OURS), AnswerValue(options=("b",)), changed=True, replaced=earlier)
    assert text.answer_saved(_, saved) == [
        "Your group's new answer is saved. It replaces the earlier one.\n"
        "It replaces what A\\_wa had answered: A (en)\n"
        "Your colleague is told.",
        "> B (en)",
    ]
    assert text.answer_replaced(_, saved, "Koffi") == [
        "Koffi has changed your group's answer to “Ours (en)”. It now reads:",
        "> B (en)",
    ]
    assert "B (en)" not in text.answer_replaced_in_public(_, OURS)


def test_nobody_is_told_if_the_colleague_was_erased() -> None:
    saved = SavedAnswer(prompt(OURS), AnswerValue(options=("b",)), True, Answer(AnswerValue(options=("a",))))
    assert "Your colleague is told." not in text.answer_saved(_, saved)[0]


def test_own_answers_come_one_a_line_and_shortened() -> None:
    answers = [
        (HOPES, Answer(AnswerValue(text="x" * 300))),
        (HIDDEN, Answer(AnswerValue(value=4))),
        (OURS, Answer(AnswerValue(options=("a", "b")))),
    ]
    lines = text.own_answers(_, answers).split("\n")
    assert lines == [
        "**My answers**, and our group's",
        f"- “Hopes (en)”: {'x' * 199}…",
        "- “Hidden (en)”: 4",
        "- “Ours (en)”: A (en); B (en)",
    ]
    assert text.own_answers(_, []) == "**My answers**: none yet."


def test_a_facilitator_reads_how_many_were_nudged_and_whom_nobody_has_joined() -> None:
    mali = Administration("ML", both("Mali"), "fr", "UTC")
    niger = Administration("NE", both("Niger"), "fr", "UTC")
    awaited = [AwaitedDelegation(niger, []), AwaitedDelegation(mali, [AWA])]
    assert text.nudged(_, FORMATS, awaited) == ("1 group was reminded.\nNobody has joined yet for: Niger (en).")
    assert text.nudged(_, FORMATS, []) == "Every group has answered: nobody was reminded."


def test_an_anonymous_question_says_so() -> None:
    assert text.question(_, SECRET).endswith("neither your name nor your group is kept with your answer.")
