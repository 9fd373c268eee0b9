"""The answers to evaluations. An anonymous response contains nothing that identifies a person."""

import random
from collections.abc import Iterable, Iterator

from bot.core.answers import MIN_GROUP
from bot.core.programme import Evaluation
from bot.export.store import EvaluationAnswer, ExportStore
from bot.export.table import Row, Table, numbers, text
from bot.workshop.anonymity import SHORTEST

_CHANCE = random.SystemRandom()


def evaluations(store: ExportStore) -> Table:
    columns = (
        *text("evaluation_id", "question_id", "kind", "response_id"),
        *numbers("value"),
        *text("text", "language"),
    )

    def rows() -> Iterator[Row]:
        for evaluation in _shown(store):
            yield from _answers(store, evaluation)

    return Table("evaluations", columns, rows)


def is_withheld(store: ExportStore, evaluation: Evaluation | None, responses: int) -> bool:
    """Whether only the number of responses is shown: it is anonymous, and it is open or has too few responses."""
    if _is_named(evaluation):
        return False
    return responses < MIN_GROUP or _is_open(store, evaluation)


def _is_open(store: ExportStore, evaluation: Evaluation | None) -> bool:
    return evaluation is not None and store.now < evaluation.closes


def _shown(store: ExportStore) -> list[str]:
    """Evaluations whose answers are shown, in the file's order. Those no longer in the file come last."""
    place = {evaluation.id: number for number, evaluation in enumerate(store.workshop.evaluations)}
    found = (id for id, n in store.responses().items() if not is_withheld(store, store.workshop.evaluation(id), n))
    return sorted(found, key=lambda id: place.get(id, len(place)))


def _answers(store: ExportStore, id: str) -> Iterable[Row]:
    evaluation = store.workshop.evaluation(id)
    found, questions = store.evaluation_answers(id), _questions(evaluation)
    if _is_open(store, evaluation):
        found = [it for it in found if not _is_anonymous(it)]  # of an erased person, or from before a change
    ids = _response_ids(found, evaluation)
    order = {response: place for place, response in enumerate(ids)}
    found.sort(key=lambda it: (order[it.response], questions.get(it.question, (len(questions), ""))[0]))
    for it in found:
        _, kind = questions.get(it.question, (0, ""))
        language = it.language if _is_named(evaluation) else None
        yield id, it.question, kind, ids[it.response], it.value, it.text, language


def _response_ids(answers: Iterable[EvaluationAnswer], evaluation: Evaluation | None) -> dict[str, str]:
    """Stored response to its exported id. Anonymous responses get new random ids in each export."""
    stored = sorted({it.response for it in answers})
    if _is_named(evaluation):
        return {response: response for response in stored}
    _CHANCE.shuffle(stored)
    return {response: str(number) for number, response in enumerate(stored, 1)}


def _is_anonymous(answer: EvaluationAnswer) -> bool:
    """Whether the answer is anonymous: a hash is longer than a participant's number."""
    return len(answer.response) >= SHORTEST


def _is_named(evaluation: Evaluation | None) -> bool:
    """Whether answers have names. An evaluation that is no longer in the file counts as anonymous."""
    return evaluation is not None and not evaluation.anonymous


def _questions(evaluation: Evaluation | None) -> dict[str, tuple[int, str]]:
    """Question to its position in the form and its kind."""
    asked = evaluation.questions if evaluation else ()
    return {question.id: (place, question.kind.value) for place, question in enumerate(asked)}
