"""The figures that are compared between two editions. No person and no group is named."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean

from bot.export.report.data import Data
from bot.export.report.evaluation import scale_questions


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of `people` and `groups` that took part.

    `marks`: the average of each scale question of the last evaluation with answers.
    """

    people: int
    groups: frozenset[str]
    messages: int
    themes: Counter[str]
    responses: int
    marks: Mapping[str, float]

    def mean(self, questions: list[str]) -> float:
        """The average of these questions, all with the same weight."""
        return fmean(self.marks[question] for question in questions)


def figures(data: Data) -> Figures:
    people, _groups = data.attendance.took_part(session.id for session in data.held)
    responses, marks = _evaluation(data)
    return Figures(
        people,
        frozenset(group for session in data.held for group in data.attendance.there.get(session.id, {}).values()),
        len(data.key_messages),
        Counter(message["theme"] for message in data.key_messages if message["theme"]),
        responses,
        marks,
    )


def _evaluation(data: Data) -> tuple[int, dict[str, float]]:
    filled = [each for each in data.workshop.evaluations if data.evaluations.get(each.id)]
    if not filled:
        return 0, {}
    evaluated = data.evaluations[filled[-1].id]
    if evaluated.is_withheld:
        return evaluated.responses, {}
    scales = scale_questions(filled[-1], evaluated)
    return evaluated.responses, {question.id: tally.mean for question, tally in scales}


def asked_both_times(before: Figures, now: Figures) -> list[str]:
    """The scale questions that both evaluations have, in the order of this edition."""
    return [question for question in now.marks if question in before.marks]
