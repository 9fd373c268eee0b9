"""What was thought of the workshop; an anonymous response carries nothing that leads to a person."""

from __future__ import annotations

import random
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator

from bot.core.answers import MIN_GROUP
from bot.core.programme import Evaluation
from bot.export.table import Row, Table, numbers, text
from bot.export.tables.source import Source

_GIVEN = "select distinct evaluation from evaluation_answers where workshop = ? order by evaluation"
_RESPONSES = "select distinct response from evaluation_answers where workshop = ? and evaluation = ? order by response"
_ANSWERS = "select * from evaluation_answers where workshop = ? and evaluation = ?"
_CHANCE = random.SystemRandom()


def evaluations(source: Source) -> Table:
    columns = (
        *text("evaluation_id", "question_id", "kind", "response_id"),
        *numbers("value"),
        *text("text", "language"),
    )

    def rows() -> Iterator[Row]:
        for evaluation in _given(source):
            yield from _answers(source, evaluation)

    return Table("evaluations", columns, rows)


def _given(source: Source) -> list[str]:
    """Evaluations with responses, in the file's order; those no longer in it come last."""
    place = {evaluation.id: number for number, evaluation in enumerate(source.workshop.evaluations)}
    return sorted((row[0] for row in source.rows(_GIVEN)), key=lambda id: place.get(id, len(place)))


def _answers(source: Source, id: str) -> Iterable[Row]:
    evaluation = source.workshop.evaluation(id)
    numbers_of, questions = _responses(source, id, evaluation), _questions(evaluation)
    found = list(source.rows(_ANSWERS, id))
    order = {response: place for place, response in enumerate(numbers_of)}
    found.sort(key=lambda row: (order[row["response"]], questions.get(row["question"], (len(questions), ""))[0]))
    spoken = _languages(evaluation, found)
    for row in found:
        _, kind = questions.get(row["question"], (0, ""))
        language = row["language"] if row["language"] in spoken else None
        yield id, row["question"], kind, numbers_of[row["response"]], row["value"], row["text"], language


def _responses(source: Source, id: str, evaluation: Evaluation | None) -> dict[str, str]:
    """Stored response to its id here; an anonymous one is drawn anew each time."""
    stored = [row[0] for row in source.rows(_RESPONSES, id)]
    if _is_named(evaluation):
        return {response: response for response in stored}
    _CHANCE.shuffle(stored)
    return {response: str(number) for number, response in enumerate(stored, 1)}


def _languages(evaluation: Evaluation | None, rows: Iterable[sqlite3.Row]) -> frozenset[str]:
    """The languages that may be told: of anonymous responses, those that enough people share."""
    sharing: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        sharing[row["language"]].add(row["response"])
    least = 1 if _is_named(evaluation) else MIN_GROUP
    return frozenset(language for language, responses in sharing.items() if len(responses) >= least)


def _is_named(evaluation: Evaluation | None) -> bool:
    """One that is no longer in the file is taken for anonymous."""
    return evaluation is not None and not evaluation.anonymous


def _questions(evaluation: Evaluation | None) -> dict[str, tuple[int, str]]:
    """Question to its place and kind."""
    asked = evaluation.questions if evaluation else ()
    return {question.id: (place, question.kind.value) for place, question in enumerate(asked)}
