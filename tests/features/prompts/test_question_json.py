"""A question survives the way into the database and back."""

import json

import pytest

from bot.core.programme import Question
from bot.features.prompts.question_json import question_from_json, question_to_json
from tests.features.prompts.helpers import HIDDEN, HOPES, OURS, STEP


@pytest.mark.parametrize("question", [HOPES, OURS, STEP, HIDDEN], ids=lambda question: question.id)
def test_json_holds_the_whole_question(question: Question) -> None:
    assert question_from_json(question_to_json(question)) == question


def test_the_keys_are_those_that_exports_read() -> None:
    assert json.loads(question_to_json(OURS)) == {
        "id": "ours",
        "kind": "choice",
        "text": {"fr": "Ours (fr)", "en": "Ours (en)"},
        "by": "administration",
        "anonymous": False,
        "max_length": 1000,
        "options": [
            {"id": "a", "text": {"fr": "A (fr)", "en": "A (en)"}},
            {"id": "b", "text": {"fr": "B (fr)", "en": "B (en)"}},
        ],
        "scale": None,
    }
