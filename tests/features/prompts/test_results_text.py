"""What people read about the results of a prompt."""

from bot.core.answers import AnswerValue
from bot.core.programme import Question
from bot.features.prompts import results_text
from bot.features.prompts.model import Answer, AnsweringStatus
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from tests.features.prompts.helpers import HIDDEN, HOPES, OURS, SECRET, workshop

_ = phrases("en")
FORMATS = Formats("en", workshop().zone)
NAMES = {"MW": "Malawi", "ML": "Mali", "NE": "Niger"}


def picked(administration: str | None, *options: str) -> Answer:
    return Answer(AnswerValue(options=options), administration=administration)


def rated(*values: int) -> list[Answer]:
    return [Answer(AnswerValue(value=value)) for value in values]


def test_each_option_has_its_number_its_share_and_a_bar() -> None:
    answers = [picked("MW", "b"), picked("ML", "b"), picked("NE", "a")]
    assert results_text.results(_, FORMATS, OURS, answers).split("\n") == [
        "**Ours (en)**",
        "3 answers",
        "1. A (en): 1 (33%) ███",
        "2. B (en): 2 (67%) ███████",
    ]


def test_fewer_than_five_anonymous_answers_are_not_broken_down() -> None:
    assert results_text.results(_, FORMATS, HIDDEN, rated(1, 1, 1, 5)).split("\n")[2:] == [
        "If there are fewer than 5 answers, they are not shown one by one, so that nobody can be recognised."
    ]
    assert results_text.results(_, FORMATS, HIDDEN, rated(1, 1, 1, 5, 5)).split("\n")[2:] == [
        "- 1 (low (en)): 3 (60%) ██████",
        "- 2: 0 (0%)",
        "- 3: 0 (0%)",
        "- 4: 0 (0%)",
        "- 5 (high (en)): 2 (40%) ████",
    ]


def test_fewer_than_five_anonymous_texts_are_counted_and_not_shown() -> None:
    few = [Answer(AnswerValue(text="Hush"))] * 4
    assert written(SECRET, *few) == []
    assert results_text.results(_, FORMATS, SECRET, few).split("\n")[1:] == [
        "4 answers",
        "If there are fewer than 5 answers, they are not shown one by one, so that nobody can be recognised.",
    ]


def test_administrations_come_in_alphabetical_order_without_erased_authors() -> None:
    answers = [picked("NE", "a"), picked("ML", "b"), picked("ML", "a", "b"), picked(None, "a")]
    assert results_text.by_administration(FORMATS, OURS, answers, NAMES) == ["- Mali – 1 + 2, 2", "- Niger – 1"]
    assert results_text.by_administration(FORMATS, HIDDEN, rated(1), NAMES) == []


def written(question: Question, *answers: Answer) -> list[str]:
    return results_text.written_answers(FORMATS, question, answers, NAMES)


def test_a_written_answer_shows_its_author_unless_it_is_anonymous() -> None:
    named = Answer(AnswerValue(text="One\nTwo"), 1, "A_wa", "NE", "fr")
    by_delegation = Answer(AnswerValue(text="Three"), administration="ML")
    assert written(HOPES, named, by_delegation) == ["**Mali**\n> Three", "**Niger** · A\\_wa\n> One\n> Two"]
    assert written(SECRET, *[Answer(AnswerValue(text="Hush"))] * 5) == ["> Hush"] * 5
    assert written(OURS, picked("ML", "a")) == []


def test_the_status_names_who_has_answered_and_who_has_not() -> None:
    malawi, mali, niger = workshop().administrations
    status = AnsweringStatus([niger, mali], [malawi])
    assert results_text.answering_status(_, FORMATS, workshop(), status).split("\n") == [
        "Administrations that have answered: 2/3.",
        "Answered: Mali (en) and Niger (en).",
        "Still expected: Malawi (en).",
    ]
