"""The answers to evaluations. An anonymous response has nothing that leads to a person."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator

from bot.core.answers import MIN_GROUP
from bot.core.programme import Evaluation
from bot.export.store import EvaluationAnswer, ExportStore
from bot.export.table import Row, Table, numbers, text

_CHANCE = random.SystemRandom()


def evaluations(store: ExportStore) -> Table:
    columns = (
        *text("evaluation_id", "question_id", "kind", "response_id"),
        *numbers("value"),
        *text("text", "language"),
    )

    def rows() -> Iterator[Row]:
        for evaluation in _evaluations(store):
            yield from _answers(store, evaluation)

    return Table("evaluations", columns, rows)


def _evaluations(store: ExportStore) -> list[str]:
    """Evaluations that have answers, in the file's order; those no longer in the file come last."""
    place = {evaluation.id: number for number, evaluation in enumerate(store.workshop.evaluations)}
    return sorted(store.evaluations(), key=lambda id: place.get(id, len(place)))


def _answers(store: ExportStore, id: str) -> Iterable[Row]:
    evaluation = store.workshop.evaluation(id)
    found, questions = store.evaluation_answers(id), _questions(evaluation)
    ids = _response_ids(found, evaluation)
    order = {response: place for place, response in enumerate(ids)}
    found.sort(key=lambda it: (order[it.response], questions.get(it.question, (len(questions), ""))[0]))
    languages = _languages(found, evaluation)
    for it in found:
        _, kind = questions.get(it.question, (0, ""))
        language = it.language if it.language in languages else None
        yield id, it.question, kind, ids[it.response], it.value, it.text, language


def _response_ids(answers: Iterable[EvaluationAnswer], evaluation: Evaluation | None) -> dict[str, str]:
    """Stored response to its exported id; those of anonymous responses are drawn anew for each export."""
    stored = sorted({it.response for it in answers})
    if _is_named(evaluation):
        return {response: response for response in stored}
    _CHANCE.shuffle(stored)
    return {response: str(number) for number, response in enumerate(stored, 1)}


def _languages(answers: Iterable[EvaluationAnswer], evaluation: Evaluation | None) -> frozenset[str | None]:
    """The languages to export: of anonymous responses only those that at least `MIN_GROUP` people share."""
    sharing: dict[str | None, set[str]] = defaultdict(set)
    for it in answers:
        sharing[it.language].add(it.response)
    least = 1 if _is_named(evaluation) else MIN_GROUP
    return frozenset(language for language, responses in sharing.items() if len(responses) >= least)


def _is_named(evaluation: Evaluation | None) -> bool:
    """An evaluation that is no longer in the file counts as anonymous."""
    return evaluation is not None and not evaluation.anonymous


def _questions(evaluation: Evaluation | None) -> dict[str, tuple[int, str]]:
    """Question to its place in the form and its kind."""
    asked = evaluation.questions if evaluation else ()
    return {question.id: (place, question.kind.value) for place, question in enumerate(asked)}
