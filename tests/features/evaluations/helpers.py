"""Evaluations as a workshop's file describes them."""

from datetime import timedelta

from bot.core.programme import Evaluation, EvaluationQuestion, Option, PromptKind
from tests.features.key_messages.desk_workshop import OPENS

CLOSES = OPENS + timedelta(days=1)


def question(id: str, kind: PromptKind = PromptKind.SCALE, length: int = 20) -> EvaluationQuestion:
    options = (Option("a", {"fr": "a", "en": "a"}), Option("b", {"fr": "b", "en": "b"}))
    return EvaluationQuestion(id, kind, {"fr": "x" * length, "en": "short"}, options=options)


def evaluation(*questions: EvaluationQuestion, anonymous: bool = True) -> Evaluation:
    return Evaluation("final", {"fr": "Évaluation", "en": "Evaluation"}, OPENS, CLOSES, anonymous, questions)
