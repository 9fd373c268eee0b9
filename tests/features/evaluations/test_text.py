"""What people and organisers read about an evaluation."""

from bot.core.answers import AnswerValue
from bot.features.evaluations import text
from bot.features.evaluations.model import EvaluationProgress
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from tests.features.evaluations.helpers import CLOSES, evaluation, question
from tests.features.key_messages.desk_workshop import workshop

_ = phrases("en")
F = Formats("en", workshop().zone)
SIX = evaluation(*(question(str(n)) for n in range(6)))


def test_a_saved_form_says_which_part_it_was_and_how_to_go_on() -> None:
    progress = EvaluationProgress(SIX, {str(n): AnswerValue(value=4) for n in range(5)}, sent=0)
    part, how = text.form_saved(_, F, progress).split("\n")
    assert part == "Part 1 of 2 is saved."
    assert "/evaluate" in how


def test_the_last_form_is_thanked_for_and_says_until_when_answers_can_change() -> None:
    progress = EvaluationProgress(SIX, {str(n): AnswerValue(value=4) for n in range(6)}, sent=1)
    thanks, until = text.form_saved(_, F, progress).split("\n")
    assert thanks == "Thank you: your evaluation is complete."
    assert until.startswith(f"You can change your answers until {F.moment(CLOSES)}")
    title, again, same = text.already_complete(_, F, SIX).split("\n")
    assert (title, again) == ("**Evaluation**", "You have answered everything. Thank you.")
    assert same == until


def test_organisers_read_how_many_have_answered() -> None:
    lines = text.responses(_, [(SIX, 1), (SIX, 12)]).split("\n")
    assert lines == ["Evaluation “Evaluation”: 1 response.", "Evaluation “Evaluation”: 12 responses."]
